package minutebook.queries.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import minutebook.events.UserId;
import minutebook.queries.users.UserItem;

/**
 * What {@link Payload} would have made, had the people in it been erased already: to the letter, so
 * that a payload that was told before is the same as one that is made again from the book. Pure.
 */
final class ErasedPayload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME_BEGINS = "'@";

    private ErasedPayload() {}

    /** {@code named}: those who are in it. */
    static String of(String payload, Collection<UserId> named, Set<UserId> erased) {
        if (named.stream().noneMatch(erased::contains)) {
            return payload;
        }
        try {
            var tree = (ObjectNode) JSON.readTree(payload);
            named.stream().filter(erased::contains).forEach(person -> erase(tree, person));
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void erase(ObjectNode payload, UserId person) {
        JsonNode data = payload.path("data");
        boolean deleted = payload.path("type").asText().equals("delete_project");
        // Whoever a message names, it names once; the owner who deletes a project, at its end.
        if (deleted || isOf(data, person) || isNumber(data.path("user_id"), person)) {
            String message = payload.path("message").asText();
            int name = deleted ? message.lastIndexOf(NAME_BEGINS) : message.indexOf(NAME_BEGINS);
            payload.put("message", renamed(message, name + NAME_BEGINS.length(), person));
        }
        eraseItems(data, person);
    }

    /** {@code name}: where the name begins, which has no quote in it. */
    private static String renamed(String message, int name, UserId person) {
        return message.substring(0, name)
                + UserItem.erased(person).username()
                + message.substring(message.indexOf('\'', name));
    }

    private static void eraseItems(JsonNode tree, UserId person) {
        if (isOf(tree, person)) {
            ((ObjectNode) tree).setAll((ObjectNode) JSON.valueToTree(UserItem.erased(person)));
        }
        tree.forEach(part -> eraseItems(part, person));
    }

    /** Whether it is the user_item of this person. */
    private static boolean isOf(JsonNode tree, UserId person) {
        return tree.has("username") && isNumber(tree.path("id"), person);
    }

    private static boolean isNumber(JsonNode id, UserId person) {
        return id.isIntegralNumber() && id.asLong() == person.value();
    }
}
