package minutebook.web;

import java.util.Map;
import minutebook.web.live.socketio.NodeClients;
import org.junit.jupiter.api.Test;

/** The brief's own JavaScript, on Node: scripts/clients/brief.test.js. */
class BriefIT {

    @Test
    void the_snippets_of_the_brief_work_as_they_stand() throws Exception {
        try (var server = new TestServer()) {
            NodeClients.test("brief.test.js", Map.of("SERVER_URL", server.url().toString()));
        }
    }
}
