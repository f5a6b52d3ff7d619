package minutebook.web.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of what comes live is well made. */
class AsyncApiTest {
    private static final JsonNode DOCUMENT = Document.asyncApi().json();
    private static final JsonNode MESSAGES = DOCUMENT.at("/components/messages");
    private static final Announced ANNOUNCED = new Announced(DOCUMENT);

    @Test
    void each_message_has_examples_that_fit_it() {
        var schemas = new Schemas(DOCUMENT);
        var faults = new ArrayList<String>();
        for (Entry<String, JsonNode> message : MESSAGES.properties()) {
            JsonNode examples = message.getValue().path("examples");
            assertTrue(examples.size() > 0, message.getKey() + " has no example");
            for (JsonNode example : examples) {
                for (String part : List.of("headers", "payload")) {
                    assertEquals(message.getValue().has(part), example.has(part), message.getKey());
                    if (example.has(part)) {
                        schemas.faults(message.getValue().path(part), example.path(part))
                                .forEach(fault -> faults.add(message.getKey() + ": " + fault));
                    }
                }
            }
        }

        assertEquals(List.of(), faults);
    }

    @Test
    void each_message_of_a_channel_is_told_by_an_operation_and_the_other_way_round() {
        var ofChannels = new TreeSet<String>();
        for (Entry<String, JsonNode> channel : DOCUMENT.path("channels").properties()) {
            channel.getValue()
                    .path("messages")
                    .fieldNames()
                    .forEachRemaining(it -> ofChannels.add(messages(channel.getKey()) + it));
        }
        var ofOperations = new TreeSet<String>();
        for (JsonNode operation : DOCUMENT.path("operations")) {
            String channel = operation.at("/channel/$ref").asText() + "/messages/";
            for (JsonNode told : List.of(operation, operation.path("reply"))) {
                for (JsonNode message : told.path("messages")) {
                    String reference = message.path("$ref").asText();
                    assertTrue(reference.startsWith(channel), reference);
                    ofOperations.add(reference);
                }
            }
        }

        assertEquals(ofChannels, ofOperations);
    }

    private static String messages(String channel) {
        return "#/channels/" + channel + "/messages/";
    }

    @Test
    void no_event_may_have_a_key_that_is_not_described() {
        var open = new ArrayList<String>();
        for (String channel : List.of(Announced.STREAM, Announced.BOOK, Announced.SOCKETS)) {
            for (String name : ANNOUNCED.names(channel)) {
                for (Announced.Message message : ANNOUNCED.event(channel, name)) {
                    findOpen(message.head(), message.key(), open);
                    findOpen(message.payload(), message.key(), open);
                }
            }
        }
        for (String event : List.of("connect", "join_project", "leave_project", "send_message")) {
            List<Announced.Message> replies = ANNOUNCED.reply(event);
            assertFalse(replies.isEmpty(), event + " is not answered");
            replies.forEach(it -> findOpen(it.payload(), it.key(), open));
        }

        assertEquals(List.of(), open, "objects without additionalProperties: false");
    }

    private static void findOpen(JsonNode schema, String where, List<String> open) {
        JsonNode resolved = ANNOUNCED.resolve(schema);
        if (resolved.path("type").asText().equals("object")
                && !resolved.path("additionalProperties").isBoolean()) {
            open.add(where);
        }
        resolved.path("properties").forEach(inner -> findOpen(inner, where, open));
        resolved.path("anyOf").forEach(inner -> findOpen(inner, where, open));
        if (resolved.has("items")) {
            findOpen(resolved.path("items"), where, open);
        }
    }

    @Test
    void it_speaks_of_the_events_of_the_contract() {
        assertEquals(
                Set.of("action_project", "action_user", "action_message", "resync", ""),
                Set.copyOf(ANNOUNCED.names(Announced.STREAM)));
        assertEquals(Set.of("entry", "resync", ""), Set.copyOf(ANNOUNCED.names(Announced.BOOK)));
        assertEquals(
                Set.of("receive_message", "online", "offline", "error"),
                Set.copyOf(ANNOUNCED.names(Announced.SOCKETS)));
    }
}
