package minutebook.web.mail.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailUrlTest {

    @Test
    void a_mail_server_is_named_with_all_that_it_takes() {
        var url =
                MailUrl.parse(
                        "smtp://ann%40example.org:p%40s%2Fs+%25@mail.example:2525"
                                + "?starttls=true&timeout=7&ca=/etc/my%20ca.pem");

        assertEquals(
                new Smtp(
                        "mail.example",
                        2525,
                        Security.STARTTLS,
                        Optional.of(new Login("ann@example.org", "p@s/s+%")),
                        Duration.ofSeconds(7),
                        Optional.of(Path.of("/etc/my ca.pem"))),
                url);
        assertFalse(url.toString().contains("p@s"), "shown without the password");
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example,mail.example,25,NONE",
        "smtp://mail.example/?starttls=false,mail.example,25,NONE",
        "smtp://mail.example?starttls=true,mail.example,587,STARTTLS",
        "SMTPS://mail.example,mail.example,465,TLS",
        "smtp://127.0.0.1:26,127.0.0.1,26,NONE",
        "smtp://[::1],::1,25,NONE",
        "smtp://mail_server:1025,mail_server,1025,NONE",
    })
    void what_is_not_said_has_the_usual_value(
            String text, String host, int port, Security security) {
        assertEquals(
                new Smtp(
                        host,
                        port,
                        security,
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        Optional.empty()),
                MailUrl.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "file:mails,mails",
        "file:./my mails,./my mails",
        "file:/srv/my%20mails,/srv/my mails",
        "file:///srv/mails,/srv/mails",
    })
    void files_go_to_a_folder(String text, Path folder) {
        assertEquals(new MailUrl.Folder(folder), MailUrl.parse(text));
    }

    @Test
    void the_console_the_memory_and_nowhere_need_no_more() {
        assertEquals(new MailUrl.Console(), MailUrl.parse("console:"));
        assertEquals(new MailUrl.Memory(), MailUrl.parse("memory:"));
        assertEquals(new MailUrl.Dummy(), MailUrl.parse("dummy:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example",
                "http://mail.example",
                "smtp:mail.example",
                "smtp://",
                "smtp://ann@mail.example",
                "smtp://ann:@mail.example",
                "smtp://:geheim@mail.example",
                "smtp://ann@example.org:geheim@mail.example",
                "smtp://ann:ge%heim@mail.example",
                "smtp://ann:geheim%0d%0a@mail.example",
                "smtp://mail.example:0",
                "smtp://mail.example:65536",
                "smtp://mail.example/inbox",
                "smtp://mail.example#part",
                "smtp://mail.example?",
                "smtp://mail.example?starttls",
                "smtp://mail.example?starttls=yes",
                "smtp://mail.example?startls=true",
                "smtp://mail.example?starttls=true&starttls=true",
                "smtps://mail.example?starttls=true",
                "smtps://mail.example?starttls=false",
                "smtp://mail.example?timeout=0",
                "smtp://mail.example?timeout=301",
                "smtp://mail.example?timeout=+5",
                "smtps://mail.example?ca=ca.pem",
                "smtp://mail.example?ca=/etc/ca.pem",
                "file:",
                "file://host/mails",
                "file:mails?timeout=3",
                "file:mails%00",
                "console:x",
                "console://",
                "memory",
                "dummy:?timeout=3",
            })
    void what_is_unknown_or_contradictory_is_refused(String text) {
        var problem = assertThrows(IllegalArgumentException.class, () -> MailUrl.parse(text));

        assertFalse(String.valueOf(problem.getMessage()).contains("geheim"));
    }
}
