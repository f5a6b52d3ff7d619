package minutebook.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import minutebook.web.live.socketio.NodeClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chromium and the official clients against the real program, which goes away under them and comes
 * back: scripts/clients.
 */
class RealClientsIT {
    // Pages of this site may talk to the server. It need not be there: the tests are the site.
    private static final String PARTNER = "https://partner.test";

    @TempDir static Path dataDir;
    private static SwitchedServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new SwitchedServer(dataDir, Map.of("ALLOWED_ORIGINS", PARTNER));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_page_in_chromium_shows_what_happens() throws Exception {
        test("browser.test.js");
    }

    @Test
    void pages_and_official_clients_come_back_and_have_missed_nothing() throws Exception {
        test("comeback.test.js");
    }

    private static void test(String file) throws Exception {
        NodeClients.test(
                file,
                Map.of(
                        "SERVER_URL", server.url().toString(),
                        "SWITCH_URL", server.switchUrl().toString(),
                        "PARTNER_ORIGIN", PARTNER));
    }
}
