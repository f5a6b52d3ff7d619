package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.mail.transport.ScriptedSmtp;
import minutebook.web.mail.transport.TestMail;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/send-test-mail. */
class SendTestMailIT {
    private static final Mailbox FROM = new Mailbox("Büro", "office@example.org");

    @Test
    void the_operator_sees_each_step_and_needs_no_database(@TempDir Path untouched)
            throws Exception {
        try (var server = new ScriptedSmtp().offering("AUTH PLAIN")) {
            try (var process = sendTestMail(untouched, server)) {
                assertEquals(
                        """
                        Connected to 127.0.0.1:%d, not encrypted, logged in as ann
                        The server took it: 250 2.0.0 queued as 42
                        Sent from minutebook@localhost to anna@example.org.
                        """
                                .formatted(server.port()),
                        process.output());
                assertEquals(0, process.exitCode());
            }
            server.on("AUTH", ScriptedSmtp.say("535 5.7.8 no"));
            try (var process = sendTestMail(untouched, server)) {
                assertEquals(
                        "The mail server 127.0.0.1:%d refused the login (535): check user and password in MAIL_URL. It said: 535 5.7.8 no\n"
                                .formatted(server.port()),
                        process.errors());
                assertEquals(1, process.exitCode());
            }
        }
    }

    @Test
    void the_mail_says_what_it_is_and_whom_it_is_from() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var url = MailUrl.parse("smtp://127.0.0.1:" + server.port());

            new TestMail(url, FROM, new Mailbox("", "ben@example.org"))
                    .send("anna@example.org", nowhere());

            for (String line :
                    new String[] {
                        "MAIL FROM:<office@example.org>",
                        "RCPT TO:<anna@example.org>",
                        "From: =?UTF-8?Q?B=C3=BCro?= <office@example.org>",
                        "Reply-To: ben@example.org",
                        "To: anna@example.org",
                        "Subject: A test mail from Minutebook",
                        "Message-ID: <test-",
                        "Date: ",
                        "This is a test mail from Minutebook."
                    }) {
                assertEquals(1, server.count(line), line);
            }
        }
    }

    @Test
    void what_is_no_address_is_told_and_nothing_is_sent() throws Exception {
        try (var server = new ScriptedSmtp()) {
            var mail = new TestMail(MailUrl.parse("smtp://127.0.0.1:" + server.port()), FROM, FROM);

            for (String wrong : new String[] {"anna", "anna@example.org\nBcc: b@c.de", "a@b,c@d"}) {
                var problem = assertThrows(CannotStart.class, () -> mail.send(wrong, nowhere()));
                assertTrue(problem.line().endsWith("is no mail address."), problem.line());
            }
            var longest = "a@" + "b.".repeat(127) + "de";
            assertThrows(CannotStart.class, () -> mail.send(longest, nowhere()));
            assertEquals(0, server.count("MAIL"));
        }
    }

    private static ServerProcess sendTestMail(Path dataDir, ScriptedSmtp server) throws Exception {
        String url = "smtp://ann:geheim@127.0.0.1:" + server.port();
        return ServerProcess.start(
                dataDir, Map.of("MAIL_URL", url), "send-test-mail", "anna@example.org");
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream());
    }
}
