package minutebook.web.live.socketio;

import java.util.Map;
import minutebook.web.live.engine.Limits;
import org.junit.jupiter.api.Test;

/** The official JavaScript clients, newest and oldest, unchanged, on Node: scripts/clients. */
class JavaScriptClientsIT {

    @Test
    void the_official_clients_are_content() throws Exception {
        try (var server = new EchoServer(Limits.defaults())) {
            NodeClients.test(
                    "clients.test.js",
                    Map.of("SERVER_URL", server.url(), "TOKEN", EchoServer.TOKEN));
        }
    }
}
