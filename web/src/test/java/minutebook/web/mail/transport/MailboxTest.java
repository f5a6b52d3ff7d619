package minutebook.web.mail.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "minutebook@localhost|''|minutebook@localhost",
                "The minutes <minutes@example.org>|The minutes|minutes@example.org",
                "\"Protokolle, alle\" <a.b+c@x-y.example>|Protokolle, alle|a.b+c@x-y.example",
                "Büro 議事録 <b@example.org>|Büro 議事録|b@example.org",
                "<b@example.org>|''|b@example.org",
            })
    void a_name_may_stand_before_the_address(String text, String name, String address) {
        assertEquals(new Mailbox(name, address), Mailbox.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b@c",
                "a@b c",
                "a b@c",
                ".a@b",
                "a.@b",
                "a@b.",
                "a@-b",
                "a@b,c@d",
                "ä@example.org",
                "a@ex\u760Dample.org",
                "a@b\r\nBcc: c@d",
                "Ann\r\nBcc: c@d <a@b>",
                "Ann\u0000 <a@b>",
                "Ann <a@b",
                "Ann a@b>",
                "Ann <a@b> <c@d>",
                "\"Ann\"\" <a@b>",
            })
    void what_could_mean_something_else_in_a_mail_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 100_000})
    void what_is_too_long_is_refused(int length) {
        String local = "a".repeat(length - 2);

        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse(local + "@b"));
        assertThrows(
                IllegalArgumentException.class, () -> Mailbox.parse("a@" + "b.".repeat(length)));
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse(local + " <a@b>"));
    }
}
