package minutebook.web.mail.transport;

import static minutebook.web.mail.transport.ScriptedSmtp.both;
import static minutebook.web.mail.transport.ScriptedSmtp.hangUp;
import static minutebook.web.mail.transport.ScriptedSmtp.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.mail.transport.MailFault.Unreachable;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails reach servers of others: GreenMail's, and one that can STARTTLS. */
class SmtpTransportIT {
    @TempDir private static Path folder;

    private static TestCertificate certificate;
    private static GreenMail greenMail;

    private static final PrintStream CONSOLE = new PrintStream(OutputStream.nullOutputStream());

    private final List<String> told = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.in(folder);
        System.setProperty("greenmail.tls.keystore.file", certificate.keyStore.toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        greenMail =
                new GreenMail(
                        new ServerSetup[] {
                            setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)
                        });
        greenMail.setUser("ann@example.org", "ann", "p@ss: wörd");
        greenMail.start();
    }

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @AfterAll
    static void stop() {
        greenMail.stop();
    }

    @Test
    void a_mail_arrives_as_it_is() throws Exception {
        String text = "To: plain@x.example\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n\r\n";

        send("smtp://127.0.0.1:" + greenMail.getSmtp().getPort(), mail("plain@x.example", text));

        assertTrue(received("plain@x.example").stripTrailing().endsWith(text.stripTrailing()));
        assertTrue(told.getFirst().endsWith(", not encrypted, without a login"), told.getFirst());
    }

    @Test
    void a_login_goes_by_smtps_to_a_server_with_a_certificate_of_its_own() throws Exception {
        send(smtps("p%40ss%3A%20w%C3%B6rd", "localhost"), mail("tls@x.example"));

        assertEquals(
                List.of(
                        "Connected to localhost:%d, TLS 1.3, logged in as ann"
                                .formatted(greenMail.getSmtps().getPort()),
                        "The server took it: 250 OK"),
                told);
        assertTrue(received("tls@x.example").contains("Hello"));
    }

    @Test
    void a_wrong_password_is_told_without_it() {
        var fault =
                assertThrows(
                        Unreachable.class,
                        () -> send(smtps("geheim", "localhost"), mail("nobody@x.example")));

        assertTells(fault, "refused the login (535): check user and password in MAIL_URL");
    }

    @Test
    void a_certificate_must_be_trusted() {
        var url = "smtps://ann:geheim@localhost:" + greenMail.getSmtps().getPort();

        var fault = assertThrows(Unreachable.class, () -> send(url, mail("nobody@x.example")));

        assertTells(fault, "has a certificate that is not trusted");
    }

    @Test
    void a_certificate_must_name_the_host() {
        var fault =
                assertThrows(
                        Unreachable.class,
                        () -> send(smtps("geheim", "127.0.0.1"), mail("nobody@x.example")));

        assertTells(fault, "has a certificate that does not name 127.0.0.1");
    }

    @Test
    void starttls_comes_before_the_login_and_the_certificate_counts() throws Exception {
        try (var server =
                new ScriptedSmtp()
                        .offering("STARTTLS", "AUTH PLAIN")
                        .encryptingWith(certificate.context())) {
            String url = "smtp://ann:geheim@%s:" + server.port() + "?starttls=true&timeout=5";
            String trusting = url + "&ca=" + certificate.pem;

            send(trusting.formatted("localhost"), mail("anna@example.org"));

            assertEquals(
                    List.of("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"),
                    spoken(server).stream()
                            .map(line -> line.replaceFirst("[ :].*", ""))
                            .toList()
                            .subList(0, 7));
            assertTrue(told.getFirst().contains(", TLS 1.3, logged in as ann"), told.getFirst());

            for (String wrong :
                    List.of(trusting.formatted("127.0.0.1"), url.formatted("localhost"))) {
                var fault = assertThrows(Unreachable.class, () -> send(wrong, mail("a@b.example")));
                assertTells(fault, "has a certificate that");
            }
            assertEquals(1, server.count("AUTH"));
        }
    }

    @Test
    void certificates_that_cannot_be_read_stop_the_start() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        for (Path ca : List.of(empty, folder.resolve("none.pem"))) {
            var problem =
                    assertThrows(
                            CannotStart.class,
                            () -> send("smtps://localhost?ca=" + ca, mail("a@b.example")));
            assertTrue(problem.line().startsWith("MAIL_URL has ca=" + ca), problem.line());
        }
    }

    @Test
    void the_server_hears_one_sender_one_recipient_one_mail_and_doubled_dots() throws Exception {
        try (var server = new ScriptedSmtp()) {
            send(url(server), mail("anna@example.org", "Subject: x\r\n\r\n.a\r\n..b\r\nc"));

            assertEquals(
                    List.of(
                            "MAIL FROM:<minutebook@example.org>",
                            "RCPT TO:<anna@example.org>",
                            "DATA",
                            "Subject: x",
                            "",
                            "..a",
                            "...b",
                            "c",
                            "."),
                    spoken(server).subList(1, 10));
            assertTrue(
                    server.lines().getFirst().startsWith("EHLO ["), "no name that DNS must know");
        }
    }

    @Test
    void a_connection_serves_a_hundred_mails() throws Exception {
        try (var server = new ScriptedSmtp();
                var out = MailTransports.of(MailUrl.parse(url(server)), CONSOLE)) {
            for (int i = 0; i < 100; i++) {
                out.send(mail("anna@example.org"));
            }
            assertEquals(1, server.connections());

            out.send(mail("anna@example.org"));

            assertEquals(2, server.connections());
            assertEquals(101, server.count("DATA"));
        }
    }

    @Test
    void a_connection_that_died_between_mails_is_opened_anew() throws Exception {
        try (var server = new ScriptedSmtp();
                var out = MailTransports.of(MailUrl.parse(url(server)), CONSOLE)) {
            out.send(mail("anna@example.org"));
            server.on("RSET", hangUp(), both(say("421 too idle"), hangUp()), say("250 OK"));

            out.send(mail("ben@example.org"));
            out.send(mail("cleo@example.org"));

            assertEquals(3, server.connections());
            assertEquals(3, server.count("MAIL"), "each was begun once");
        }
    }

    @Test
    void what_was_closed_can_be_used_again() throws Exception {
        try (var server = new ScriptedSmtp()) {
            MailTransport out = MailTransports.of(MailUrl.parse(url(server)), CONSOLE);
            out.open();
            out.send(mail("anna@example.org"));
            out.close();
            out.send(mail("anna@example.org"));
            out.close();

            assertEquals(2, server.connections());
            assertEquals(2, server.count("MAIL"));
        }
    }

    private void send(String url, Mail mail) throws MailFault {
        try (var out = MailTransports.of(MailUrl.parse(url), CONSOLE, told::add)) {
            out.open();
            out.send(mail);
        }
    }

    /** Without the question whether it is still there, which only a slow machine asks. */
    private static List<String> spoken(ScriptedSmtp server) {
        return server.lines().stream().filter(line -> !line.equals("RSET")).toList();
    }

    private static String url(ScriptedSmtp server) {
        return "smtp://127.0.0.1:" + server.port();
    }

    private static String smtps(String password, String host) {
        return "smtps://ann:%s@%s:%d?ca=%s"
                .formatted(password, host, greenMail.getSmtps().getPort(), certificate.pem);
    }

    private static Mail mail(String to) {
        return mail(to, "To: %s\r\n\r\nHello\r\n".formatted(to));
    }

    private static Mail mail(String to, String text) {
        return new Mail(
                "7", "minutebook@example.org", to, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String received(String to) throws Exception {
        var messages = greenMail.getReceivedMessagesForDomain(to);
        assertEquals(1, messages.length);
        var raw = new ByteArrayOutputStream();
        messages[0].writeTo(raw);
        return raw.toString(StandardCharsets.US_ASCII);
    }

    private static void assertTells(MailFault fault, String words) {
        String message = String.valueOf(fault.getMessage());
        assertTrue(message.contains(words), message);
        assertFalse(message.contains("geheim"), message);
    }
}
