package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;

/** The state of a page as it is fetched when the page is loaded. */
final class Fetch {
    private final TestUser user;
    private final Map<String, String> headers;

    private Fetch(TestUser user, long position) {
        this.user = user;
        this.headers = Map.of("Min-Position", Long.toString(position));
    }

    /** From read models that have come up to {@code position}, or farther. */
    static Screen screen(TestUser user, long position) {
        return new Fetch(user, position).screen();
    }

    private Screen screen() {
        Screen screen =
                new Screen(
                        user.id(),
                        Inbox.of(get("/api/v1/notifications?per_page=" + Inbox.PAGE).json()));
        screen.admin(
                StreamSupport.stream(get("/api/v1/users/me").at("/roles").spliterator(), false)
                        .anyMatch(role -> role.asText().equals("admin")));
        for (JsonNode project : all("/api/v1/projects?per_page=100")) {
            Shown shown = Shown.of(project);
            screen.put(shown);
            all("/api/v1/messages/" + shown.id() + "?per_page=100")
                    .reversed()
                    .forEach(it -> screen.hear(shown.id(), Said.of(it)));
        }
        return screen;
    }

    private List<JsonNode> all(String list) {
        var all = new ArrayList<JsonNode>();
        Reply page = get(list);
        page.at("/data").forEach(all::add);
        while (page.at("/has_next").asBoolean()) {
            page = get(page.at("/next").asText());
            page.at("/data").forEach(all::add);
        }
        return all;
    }

    private Reply get(String path) {
        Reply reply = user.send("GET", path, null, headers);
        assertEquals(200, reply.status(), () -> path + ": " + reply.json());
        return reply;
    }
}
