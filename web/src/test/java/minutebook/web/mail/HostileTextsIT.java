package minutebook.web.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.transport.MailTransports;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.ScriptedSmtp;
import minutebook.web.users.Links;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people type comes to the mail server as text, never as a command, header or recipient. */
class HostileTextsIT {
    /** Cut to a byte each, the two letters are CR and LF. */
    private static final String LOOK_ALIKES = "\u760d\u760a";

    private static final List<String> HOSTILE =
            List.of(
                    "a" + LOOK_ALIKES + "RCPT TO:<eve@example.org>",
                    "b" + LOOK_ALIKES + "." + LOOK_ALIKES + "MAIL FROM:<eve@example.org>",
                    "c%0d%0aBcc: eve@example.org",
                    "d\\r\\nBcc: eve@example.org",
                    "e =?utf-8?q?=0D=0ABcc:_eve@example.org?=",
                    "f\" <eve@example.org>, \"g");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ScriptedSmtp SMTP = new ScriptedSmtp();

    private static TestServer server;

    @BeforeAll
    static void start() {
        MailUrl url = MailUrl.parse("smtp://127.0.0.1:" + SMTP.port());
        server =
                TestServer.mailing(
                        new MailWay(MailPace.defaults(), () -> MailTransports.of(url, System.out)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        SMTP.close();
    }

    private static Reply register(String email, String username, String name) throws Exception {
        return TestUser.nobody(server.url())
                .post(
                        "/api/v1/users",
                        JSON.writeValueAsString(
                                Map.of(
                                        "email", email,
                                        "username", username,
                                        "password", TestUser.PASSWORD,
                                        "first_name", name,
                                        "last_name", name)));
    }

    @Test
    void names_and_titles_add_no_line_to_the_dialogue() throws Exception {
        var table = new MailTable(server.database());
        TestUser anna = server.register("anna");
        TestUser ben = server.register("ben");
        assertEquals(
                200,
                ben.put(
                                "/api/v1/users/me",
                                JSON.writeValueAsString(
                                        Map.of(
                                                "username", ben.name(),
                                                "first_name", HOSTILE.get(0),
                                                "last_name", HOSTILE.get(5))))
                        .status());
        table.awaitAllEnded();
        verify(ben);
        for (String hostile : HOSTILE) {
            Map<String, Object> wish = Map.of("title", hostile, "participants", List.of(ben.id()));
            Reply created = anna.post("/api/v1/projects", JSON.writeValueAsString(wish));
            assertEquals(201, created.status(), created.json()::toString);
        }
        table.awaitAllEnded();

        int mails = 2 + HOSTILE.size();
        assertEquals(mails, table.texts("select 1 from mail.outbox where state = 'sent'").size());
        for (String command : List.of("MAIL FROM:", "RCPT TO:", "DATA", "Message-ID:", "To:")) {
            assertEquals(mails, SMTP.count(command), command);
        }
        assertEquals(mails - 1, SMTP.count("RCPT TO:<" + ben.email()));
        assertEquals(1, SMTP.count("RCPT TO:<" + anna.email()));
        assertEquals(0, SMTP.count("Bcc"));
        assertTrue(SMTP.lines().stream().allMatch(it -> it.chars().allMatch(c -> c < 127)));
    }

    private static void verify(TestUser user) {
        var links = new Links(ServerKeys.of(server.database(), Links.PURPOSE));
        Reply verified =
                TestUser.nobody(server.url())
                        .put(
                                "/api/v1/users/verify",
                                "{\"token\": \"%s\"}"
                                        .formatted(links.verify(new UserId(user.id()))));
        assertEquals(200, verified.status(), verified.json()::toString);
    }

    @Test
    void addresses_and_names_with_line_breaks_are_refused_before_anything_is_mailed()
            throws Exception {
        for (String line : List.of("\r\n", "\n", "\r", "\0", "\u2028", "\u0085", LOOK_ALIKES)) {
            String email = "eve" + line + "Bcc:@example.org";
            assertEquals(400, register(email, "eve", "Eve").status(), email);
        }
        for (String line : List.of("\r\n", "\n", "\r", "\0")) {
            assertEquals(400, register("eve@example.org", "eve", "E" + line + "ve").status());
        }
        assertEquals(400, register("eve%0d%0a@example.org", "eve", "Eve").status());
        assertEquals(400, register("e".repeat(250) + "@example.org", "eve", "Eve").status());
        assertEquals(0, SMTP.count("RCPT TO:<eve"));
    }
}
