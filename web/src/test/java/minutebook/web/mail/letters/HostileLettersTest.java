package minutebook.web.mail.letters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.Escapers;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import minutebook.commands.users.User.Registered;
import minutebook.web.mail.letters.Occasion.AddedToProject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people call themselves and their projects, a mail is what it was meant to be. */
class HostileLettersTest {
    private static final int LINE_LENGTH_MAX = 998;

    private static final List<String> HEADERS =
            List.of(
                    "Date",
                    "From",
                    "Reply-To",
                    "To",
                    "Message-ID",
                    "Subject",
                    "MIME-Version",
                    "Content-Type",
                    "Auto-Submitted",
                    "List-Unsubscribe",
                    "List-Unsubscribe-Post");

    /** How many tags a letter has when nobody types any. */
    private static final long ELEMENTS =
            elements(
                    Written.of(
                            new AddedToProject("Bridge", "ben"),
                            Written.user("anna@example.org", "anna", "Anna", "B")));

    private static final List<String> ATTACKS =
            List.of(
                    "\r\nBcc: eve@example.org",
                    "\nBcc: eve@example.org\n\nBuy!",
                    "\r\n.\r\nRCPT TO:<eve@example.org>",
                    "\u760D\u760ABcc: eve@example.org",
                    "%0d%0aBcc:%20eve@example.org",
                    "=?UTF-8?Q?=0D=0ABcc:_eve@example.org?=",
                    "=?utf-8?B?DQpCY2M6IGV2ZQ==?=",
                    "\u2028\u2029\u0085\u000B\f\u0000\u0007\u001B[31m",
                    "\u202Egro.live\u2066\u200F\u061C\uFEFF",
                    "\uD800 and \uDFFF",
                    "<script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "' onmouseover='alert(1)",
                    "</bdi></strong></div><!--",
                    "{{home}} {{{link}}} {{>footer.txt}}",
                    "\", eve@example.org, \"",
                    "Anna <eve@example.org>, ",
                    "(comment) ; group: eve@example.org;",
                    "--=_12-7-3f9a2b1c0d--",
                    "\r\n--=_12-7-3f9a2b1c0d\r\nContent-Type: text/html\r\n\r\n<b>",
                    "👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿 नमस्ते می‌خواهم 議事録 Ünïcödé",
                    "x".repeat(2_000),
                    "é ".repeat(1_000),
                    "😀".repeat(300),
                    "  ",
                    "");

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.oneOf(
                Arbitraries.of(ATTACKS),
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings()
                        .withChars("\r\n\t =?\"<>&'`@,:;()%\u0085\u2028\u202E\u760D\u760A")
                        .ofMaxLength(300),
                Arbitraries.of(ATTACKS).list().ofMaxSize(4).map(it -> String.join(" ", it)));
    }

    @Property(tries = 100)
    void no_name_and_no_title_makes_of_a_mail_what_it_is_not(
            @ForAll("typed") String first,
            @ForAll("typed") String last,
            @ForAll("typed") String title)
            throws Exception {
        assertWhole(first, last, title);
    }

    @Example
    void no_attack_works_anywhere() throws Exception {
        for (String attack : ATTACKS) {
            assertWhole(attack, attack, attack);
        }
    }

    private static void assertWhole(String first, String last, String title) throws Exception {
        Registered user = Written.user("anna@example.org", "anna", first, last);
        Written it = Written.of(new AddedToProject(title, "ben"), user);

        String line = OneLine.of(title);
        String names = OneLine.of(first + " " + last);
        String name = names.isEmpty() ? "anna" : names;
        assertEquals(HEADERS, it.headerNames());
        assertEquals("anna@example.org", it.to().getAddress());
        assertEquals(name, it.to().getPersonal());
        assertEquals("You were added to the project \"" + line + "\"", it.message().getSubject());
        assertTrue(it.text().startsWith("Hello " + name + ",\n"), it.text());
        assertTrue(it.text().contains("the project \"" + line + "\" by @ben."), it.text());
        assertTrue(it.html().contains("<bdi>" + Escapers.HTML.escape(line) + "</bdi>"));
        assertTrue(it.html().contains("Hello <bdi>" + Escapers.HTML.escape(name) + "</bdi>"));
        assertFalse(it.html().contains("<script") || it.html().contains("<img"), it.html());
        assertEquals(ELEMENTS, elements(it), "elements");
        assertSendable(it);
    }

    private static long elements(Written it) {
        try {
            return it.html().chars().filter(each -> each == '<').count();
        } catch (MessagingException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** ASCII, in lines that are not too long and end in the one way. */
    private static void assertSendable(Written it) {
        byte[] bytes = it.mail().message();
        assertTrue(IntStream.range(0, bytes.length).allMatch(at -> isSendable(bytes, at)));
        for (String line : it.lines()) {
            assertTrue(line.length() <= LINE_LENGTH_MAX, line);
        }
    }

    private static boolean isSendable(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case '\r' -> at + 1 < bytes.length && bytes[at + 1] == '\n';
            case '\n' -> at > 0 && bytes[at - 1] == '\r';
            case '\t' -> true;
            default -> bytes[at] >= ' ' && bytes[at] <= '~';
        };
    }
}
