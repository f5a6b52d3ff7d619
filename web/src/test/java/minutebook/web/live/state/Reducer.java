package minutebook.web.live.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page makes of each event of the stream, by the contract alone (1.1 and 4.1). Where two
 * events have the same type and data, their texts tell them apart: by what stands before the first
 * thing that a user could have typed, since usernames have no spaces and no quotes.
 */
final class Reducer {
    private static final Pattern EDITED =
            Pattern.compile(
                    "(?:You|'@[A-Za-z0-9._-]+') (left the project|was designated new coach"
                            + "|was withdrew from coach|was removed in the project)(?s:.*)");

    private Reducer() {}

    static void apply(Screen screen, String event, JsonNode payload) {
        switch (event) {
            case "action_project" -> project(screen, payload);
            case "action_user" -> user(screen, payload);
            // Says neither which message it was, nor whether it has been heard since.
            case "action_message" -> screen.somethingNewIn(projectOf(payload));
            default -> throw unknown(event, payload);
        }
    }

    private static long projectOf(JsonNode payload) {
        return payload.path("project_id").asLong();
    }

    private static void project(Screen screen, JsonNode payload) {
        long project = projectOf(payload);
        JsonNode data = payload.path("data");
        switch (payload.path("type").asText()) {
            case "add_into_project" -> added(screen, project, data);
            case "delete_project" -> screen.drop(project);
            case "edit_project" -> edited(screen, project, data, payload);
            default -> throw unknown("action_project", payload);
        }
    }

    /** A project_item for whoever is new, a user_item for all others. */
    private static void added(Screen screen, long project, JsonNode data) {
        if (data.has("owner")) {
            screen.put(Shown.of(data));
        } else {
            screen.change(project, it -> it.withParticipant(data.path("id").asLong()));
        }
    }

    private static void edited(Screen screen, long project, JsonNode data, JsonNode payload) {
        if (data.has("project_title")) {
            screen.change(project, it -> it.titled(data.path("project_title").asText()));
        } else {
            // Without data it is about oneself.
            edited(screen, project, data.path("user_id").asLong(screen.me()), payload);
        }
    }

    private static void edited(Screen screen, long project, long whom, JsonNode payload) {
        Matcher matcher = EDITED.matcher(payload.path("message").asText());
        if (!matcher.matches()) {
            throw unknown("edit_project", payload);
        }
        switch (matcher.group(1)) {
            case "was designated new coach" -> screen.change(project, it -> it.withCoach(whom));
            case "was withdrew from coach" ->
                    screen.change(project, it -> it.withParticipant(whom));
            case String _ when whom == screen.me() -> screen.drop(project);
            default -> screen.change(project, it -> it.without(whom));
        }
    }

    private static void user(Screen screen, JsonNode payload) {
        switch (payload.path("type").asText()) {
            case "admin_user" -> screen.admin(payload.path("data").path("admin").asBoolean());
            // The last thing that it is told before its connections end, which it notices.
            case "archive_user" -> {}
            default -> throw unknown("action_user", payload);
        }
    }

    private static AssertionError unknown(String event, JsonNode payload) {
        return new AssertionError("No page knows what to make of " + event + ": " + payload);
    }
}
