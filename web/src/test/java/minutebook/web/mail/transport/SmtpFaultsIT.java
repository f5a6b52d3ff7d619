package minutebook.web.mail.transport;

import static minutebook.web.mail.transport.ScriptedSmtp.GREETING;
import static minutebook.web.mail.transport.ScriptedSmtp.beSilent;
import static minutebook.web.mail.transport.ScriptedSmtp.both;
import static minutebook.web.mail.transport.ScriptedSmtp.drip;
import static minutebook.web.mail.transport.ScriptedSmtp.hangUp;
import static minutebook.web.mail.transport.ScriptedSmtp.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.web.mail.transport.MailFault.Deferred;
import minutebook.web.mail.transport.MailFault.Refused;
import minutebook.web.mail.transport.MailFault.Unreachable;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import minutebook.web.mail.transport.ScriptedSmtp.Act;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each stage of a talk with a mail server goes wrong in each way. */
class SmtpFaultsIT {
    private static final Duration SHORT = Duration.ofMillis(500);

    /** So long no drop fails to come; all together take four times as long. */
    private static final Duration DROP = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Login ANN = new Login("ann", "geheim");

    private final ScriptedSmtp server = new ScriptedSmtp().offering("AUTH PLAIN");
    private static final PrintStream CONSOLE = new PrintStream(OutputStream.nullOutputStream());

    private final List<String> told = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greeting|554 5.3.2 no|does not take mail now; it said: 554 5.3.2 no",
                "greeting|421 later|does not take mail now; it said: 421 later",
                "greeting|+OK POP3 ready|does not speak SMTP; it said: +OK POP3 ready",
                "greeting|drop|hung up at the greeting",
                "greeting|hang|did not greet within 0.5 s: if this is its port for TLS, use smtps",
                "greeting|drip|takes too long to say what it should.",
                "greeting|flood|it never stopped talking",
                "EHLO|drop|hung up at",
                "EHLO|hang|did not answer EHLO within 0.5 s.",
                "EHLO|drip|takes too long to say what it should.",
                "AUTH|535 5.7.8 wrong: geheim AGFubgBnZWhlaW0= Z2VoZWlt|refused the login (535): check user and password in MAIL_URL. It said: 535 5.7.8 wrong: *** ",
                "AUTH|454 4.7.0 later|cannot check the login now; it said: 454 4.7.0 later",
                "AUTH|drop|hung up at AUTH",
                "AUTH|hang|did not answer AUTH within 0.5 s.",
            })
    void without_a_session_nothing_is_sent(String stage, String act, String words) {
        server.on(stage, act(act));
        var out = smtp(patience(act), Security.NONE, Optional.of(ANN));

        var fault = assertThrows(Unreachable.class, () -> out.send(mail()));

        assertWords(fault, words);
        assertEquals(0, server.count("MAIL"));
        assertEquals(List.of(), told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL|451 4.3.0 busy|does not take the sender minutebook@example.org (see MAIL_FROM) now: 451 4.3.0 busy",
                "MAIL|421 bye|does not take the sender",
                "MAIL|drop|hung up at MAIL",
                "MAIL|hang|did not answer MAIL within 0.5 s.",
                "RCPT|450 4.2.1 full|does not take the recipient now: 450 4.2.1",
                "RCPT|452 4.2.2 full|does not take the recipient",
                "RCPT|drop|hung up at RCPT",
                "RCPT|hang|did not answer RCPT within 0.5 s.",
                "DATA|451 later|does not take the mail now: 451 later",
                "DATA|250 what?|does not take the mail now: 250 what?",
                "DATA|drop|hung up at DATA",
                "DATA|hang|did not answer DATA within 0.5 s.",
                ".|452 4.3.1 no space|does not take the mail now: 452 4.3.1",
                ".|garbage|does not take the mail",
                ".|drop|hung up at the end of the mail",
                ".|hang|did not answer the end of the mail within 0.5 s.",
                ".|drip|took too long with the mail.",
                ".|flood|it never stopped talking",
            })
    void what_may_pass_is_tried_again_and_begun_anew(String stage, String act, String words)
            throws MailFault {
        server.on(stage, act(act), say(stage.equals("DATA") ? "354 go on" : "250 OK"));
        var out = smtp(patience(act), Security.NONE, Optional.empty());
        out.open();

        var fault = assertThrows(Deferred.class, () -> out.send(mail()));

        assertWords(fault, words);
        out.send(mail());
        assertEquals("The server took it: 250", told.getLast().substring(0, 23));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL|550 5.7.1 not you|550 5.7.1|refused the sender minutebook@example.org (see MAIL_FROM): 550 5.7.1",
                "RCPT|550 5.1.1 nobody here|550 5.1.1|refused the recipient: 550 5.1.1",
                "RCPT|553 nobody here|553|refused the recipient",
                "RCPT|552 5.2.2 full|552 5.2.2|refused the recipient",
                "DATA|554 5.7.1 no|554 5.7.1|refused the mail: 554 5.7.1 no",
                ".|554 5.7.1 spam|554 5.7.1|refused the mail: 554 5.7.1 spam",
                ".|550 5.6.0.7 odd|550|refused the mail",
            })
    void what_will_never_be_taken_is_told_with_its_code(
            String stage, String reply, String codes, String words) throws MailFault {
        server.on(stage, act(reply), say(stage.equals("DATA") ? "354 go on" : "250 OK"));
        var out = smtp(LONG, Security.NONE, Optional.empty());

        var fault = assertThrows(Refused.class, () -> out.send(mail()));

        assertEquals(codes, fault.reply());
        assertWords(fault, words);
        out.send(mail());
        assertEquals(1, server.connections(), "the connection is still good");
    }

    @Test
    void a_refusal_counts_though_the_server_hangs_up_after_it() {
        server.on(".", both(say("554 5.7.1 spam"), hangUp()));
        var out = smtp(LONG, Security.NONE, Optional.empty());

        assertEquals("554 5.7.1", assertThrows(Refused.class, () -> out.send(mail())).reply());
    }

    @Test
    void any_yes_to_the_end_of_a_mail_is_a_yes() throws MailFault {
        server.on(".", say("252 taken, I think"));
        var out = smtp(LONG, Security.NONE, Optional.empty());

        out.send(mail());

        assertEquals("The server took it: 252 taken, I think", told.getLast());
    }

    @Test
    void a_server_that_wants_a_login_first_is_no_fault_of_the_mail() {
        server.on("MAIL", say("530 5.7.0 Must issue a STARTTLS command first"));
        var out = smtp(LONG, Security.NONE, Optional.empty());

        var fault = assertThrows(Unreachable.class, () -> out.send(mail()));

        assertWords(fault, "wants a login, or TLS, before it takes mail");
    }

    @Test
    void a_login_that_the_server_does_not_offer_is_told() {
        server.offering();
        var out = smtp(LONG, Security.NONE, Optional.of(ANN));

        assertWords(assertThrows(Unreachable.class, out::open), "offers no login: use starttls");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTH PLAIN|220 go on|offers no STARTTLS, and MAIL_URL allows nothing without it.",
                "STARTTLS|454 4.7.0 no|refused STARTTLS; it said: 454 4.7.0 no",
                "STARTTLS|drop|hung up at STARTTLS",
                "STARTTLS|hang|did not answer STARTTLS within 0.5 s.",
                "STARTTLS|then drop|could not agree on TLS",
                "STARTTLS|then hang|did not",
            })
    void without_the_encryption_that_was_asked_for_no_password_is_sent(
            String offered, String act, String words) {
        server.offering(offered).on("STARTTLS", act(act));
        var out = smtp(patience(act), Security.STARTTLS, Optional.of(ANN));

        var fault = assertThrows(Unreachable.class, () -> out.send(mail()));

        assertWords(fault, words);
        assertEquals(0, server.count("AUTH"));
        assertEquals(0, server.count("MAIL"));
    }

    @Test
    void a_server_that_begins_in_the_clear_is_told_from_one_with_tls() {
        var out = smtp(LONG, Security.TLS, Optional.of(ANN));

        assertWords(assertThrows(Unreachable.class, out::open), "does not begin with TLS");
    }

    @Test
    void a_host_that_there_is_not_is_told() {
        var out = MailTransports.of(MailUrl.parse("smtp://nobody.invalid"), CONSOLE, told::add);

        assertWords(assertThrows(Unreachable.class, out::open), "nobody.invalid:25 is not known");
    }

    @Test
    void a_port_that_nobody_listens_at_is_told() throws IOException {
        int port;
        try (var listener = new ServerSocket(0)) {
            port = listener.getLocalPort();
        }
        var out = MailTransports.of(MailUrl.parse("smtp://127.0.0.1:" + port), CONSOLE);

        assertWords(assertThrows(Unreachable.class, out::open), "nothing listens at this port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.org\r\nRCPT TO:<ben@example.org>",
                "anna@example.org\n",
                "anna\u0000@example.org",
                "anna\u760D\u760A@example.org",
                "anna@example.org> NOTIFY=NEVER",
                "anna@example.org,ben@example.org",
                "anna:ben@example.org;",
                "",
            })
    void an_address_that_could_be_more_than_one_is_not_told_to_any_server(String address) {
        var out = smtp(LONG, Security.NONE, Optional.empty());
        byte[] message = mail().message();

        var toMany = new Mail("7", "minutebook@example.org", address, message);
        var fromMany = new Mail("7", address, "anna@example.org", message);

        assertEquals("501 5.1.3", assertThrows(Refused.class, () -> out.send(toMany)).reply());
        assertEquals("501 5.1.7", assertThrows(Refused.class, () -> out.send(fromMany)).reply());
        assertEquals(0, server.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {GREETING, "."})
    void an_interrupt_ends_what_blocks(String stage) throws Exception {
        var reached = new CompletableFuture<Void>();
        Act told =
                talk -> {
                    reached.complete(null);
                    beSilent().on(talk);
                };
        server.on(stage, told);
        var out = smtp(LONG, Security.NONE, Optional.empty());
        var ended = new CompletableFuture<MailFault>();
        Thread sender =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        ended.complete(
                                                assertThrows(
                                                        MailFault.class, () -> out.send(mail()))));
        reached.get(10, TimeUnit.SECONDS);

        sender.interrupt();

        MailFault fault = ended.get(10, TimeUnit.SECONDS);
        assertEquals(stage.equals(".") ? Deferred.class : Unreachable.class, fault.getClass());
        assertWords(fault, "was interrupted");
    }

    @Test
    void words_of_a_server_are_told_in_one_short_clean_line() {
        server.on("RCPT", say("550-5.1.1 \u001b[31mno\t\r\n550 5.1.1 \u00e4" + "x".repeat(5_000)));
        var out = smtp(LONG, Security.NONE, Optional.empty());

        String words =
                String.valueOf(assertThrows(Refused.class, () -> out.send(mail())).getMessage());

        assertTrue(words.contains("550-5.1.1 ?[31mno 550 5.1.1 ?"), words);
        assertTrue(words.length() < 320, words);
        assertTrue(words.chars().noneMatch(Character::isISOControl), words);
    }

    private MailTransport smtp(Duration timeout, Security security, Optional<Login> login) {
        var url = new Smtp("localhost", server.port(), security, login, timeout, Optional.empty());
        return MailTransports.of(url, CONSOLE, told::add);
    }

    /** Where something takes too long, it is told soon. */
    private static Duration patience(String act) {
        return switch (act) {
            case "hang", "then hang" -> SHORT;
            case "drip" -> DROP;
            default -> LONG;
        };
    }

    private static Act act(String name) {
        return switch (name) {
            case "then drop" -> both(say("220 go on"), hangUp());
            case "then hang" -> both(say("220 go on"), beSilent());
            case "drop" -> hangUp();
            case "hang" -> beSilent();
            case "drip" -> drip("2", 50);
            case "flood" -> drip("2".repeat(100_000), 1);
            default -> say(name);
        };
    }

    private static Mail mail() {
        byte[] message = "Subject: Hello\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        return new Mail("7", "minutebook@example.org", "anna@example.org", message);
    }

    private static void assertWords(MailFault fault, String words) {
        String message = String.valueOf(fault.getMessage());
        assertTrue(message.contains(words), message);
        assertFalse(message.contains("geheim"), message);
    }
}
