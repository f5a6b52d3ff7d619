package minutebook.web.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.audit.replay.Cast.Seen;

/** Holds what an auditor is told of a position against what people saw when it was the last. */
final class Replayed {
    private static final String AUDIT = "/api/v1/audit/";

    private final TestUser auditor;

    Replayed(TestUser auditor) {
        this.auditor = auditor;
    }

    void assertIs(Cast cast, Seen seen) {
        String at = "?at=" + seen.position();
        for (long project : cast.projects()) {
            Reply replayed = auditor.get(AUDIT + "projects/" + project + at);
            JsonNode then = seen.projects().get(project);
            if (then == null) {
                assertTrue(
                        replayed.status() == 404 || !replayed.at("/deleted").isNull(),
                        () -> replayed.json().toString());
                continue;
            }
            assertEquals(seen.position(), replayed.at("/as_of/position").asLong());
            assertTrue(replayed.at("/deleted").isNull());
            assertEquals(then.at("/title"), replayed.at("/title"));
            assertEquals(then.at("/owner"), replayed.at("/owner/user"));
            assertEquals(list(then.at("/coaches")), users(replayed.at("/coaches")));
            assertEquals(list(then.at("/participants")), users(replayed.at("/participants")));
            assertRoom(project, seen, at);
        }
        for (TestUser user : cast.people()) {
            Reply replayed = auditor.get(AUDIT + "users/" + user.id() + at);
            assertEquals(seen.users().get(user.id()), replayed.at("/user"));
            assertEquals(
                    seen.memberships().get(user.id()),
                    list(replayed.at("/projects")).stream()
                            .map(it -> it.path("id").asLong())
                            .sorted()
                            .toList());
            assertFalse(replayed.at("/has_next").asBoolean());
        }
        for (long message : cast.messages()) {
            assertReaders(cast, message, seen, at);
        }
    }

    private void assertRoom(long project, Seen seen, String at) {
        List<JsonNode> saw = list(seen.rooms().getOrDefault(project, MissingNode.getInstance()));
        List<JsonNode> replayed = list(auditor.get(AUDIT + "rooms/" + project + at).at("/data"));
        for (JsonNode each : saw) {
            JsonNode found =
                    replayed.stream()
                            .filter(it -> it.at("/id").equals(each.at("/id")))
                            .findFirst()
                            .orElseThrow();
            for (String key : List.of("/content", "/sender", "/receiver")) {
                assertEquals(each.at(key), found.at(key));
            }
        }
        List<Long> ids = replayed.stream().map(it -> it.path("id").asLong()).toList();
        assertEquals(ids.stream().sorted(Comparator.reverseOrder()).toList(), ids);
        assertTrue(
                ids.stream().allMatch(it -> it <= seen.position()),
                "what was said later is not there yet");
    }

    /** Whoever could see it, saw it, and nobody else did. */
    private void assertReaders(Cast cast, long message, Seen seen, String at) {
        Reply replayed = auditor.get(AUDIT + "messages/" + message + "/readers" + at);
        if (message > seen.position()) {
            assertEquals(404, replayed.status());
            return;
        }
        long project = replayed.at("/project").asLong();
        for (TestUser user : cast.people()) {
            boolean saw =
                    seen.messages()
                            .getOrDefault(user.id() + "/" + project, List.of())
                            .contains(message);
            boolean sees =
                    list(replayed.at("/data")).stream()
                            .anyMatch(
                                    it ->
                                            it.at("/user/id").asLong() == user.id()
                                                    && it.at("/sees").asBoolean());
            assertEquals(saw, sees, () -> user.name() + " " + replayed.json());
        }
    }

    private static List<JsonNode> users(JsonNode members) {
        return list(members).stream().map(it -> it.path("user")).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
