package minutebook.web.mail.letters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import minutebook.commands.users.User.Registered;
import minutebook.events.UserId;
import minutebook.web.mail.letters.Occasion.AccountUnarchived;
import minutebook.web.mail.letters.Occasion.AddedToProject;
import minutebook.web.mail.letters.Occasion.PasswordChanged;
import minutebook.web.mail.letters.Occasion.PasswordReset;
import minutebook.web.mail.letters.Occasion.VerifyEmail;
import org.junit.jupiter.api.Test;

class LetterWriterTest {
    private static final UserId ANNA_ID = new UserId(7);
    private static final Registered ANNA =
            Written.user("anna@example.org", "anna", "Anna", "Bergström");
    private static final UUID REQUEST = new UUID(3, 4);
    private static final Instant UNTIL = Instant.parse("2026-03-02T10:00:00Z");
    private static final AddedToProject ADDED = new AddedToProject("Bridge", "ben");
    private static final List<Occasion> ALL =
            List.of(
                    new VerifyEmail(),
                    new PasswordReset(REQUEST, UNTIL),
                    new PasswordChanged(),
                    ADDED,
                    new AccountUnarchived());

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
                    "Auto-Submitted");

    @Test
    void the_head_says_who_writes_to_whom_when_and_that_nobody_typed_it() throws Exception {
        Written it = Written.of(new VerifyEmail(), ANNA);

        assertEquals(HEADERS, it.headerNames());
        assertEquals("Mon, 2 Mar 2026 09:30:00 +0000", it.header("Date"));
        assertEquals(Written.AT, it.message().getSentDate().toInstant());
        assertEquals("The minutes <minutes@example.org>", it.message().getFrom()[0].toString());
        assertEquals("help@example.org", it.header("Reply-To"));
        assertEquals("anna@example.org", it.to().getAddress());
        assertEquals("Anna Bergström", it.to().getPersonal());
        assertEquals("<12-7-3f9a2b1c0d@example.org>", it.header("Message-ID"));
        assertEquals("Verify your mail address", it.header("Subject"));
        assertEquals("auto-generated", it.header("Auto-Submitted"));
        assertEquals("000000012-7-verify-email-3f9a2b1c0d", it.mail().name());
        assertEquals("minutes@example.org", it.mail().from());
        assertEquals("anna@example.org", it.mail().to());
    }

    @Test
    void the_sender_may_be_a_bare_address_or_have_a_name_in_any_script() throws Exception {
        LetterWriter bare = Written.writer("minutes@localhost");
        LetterWriter named = Written.writer("\"Müller, 議事録\" <minutes@example.org>");

        assertEquals("minutes@localhost", Written.of(bare, ADDED, ANNA).header("From"));
        var from = Written.of(named, ADDED, ANNA).message().getFrom();
        assertEquals(1, from.length);
        assertEquals("Müller, 議事録", ((InternetAddress) from[0]).getPersonal());
    }

    @Test
    void the_same_mail_has_the_same_bytes_whenever_and_wherever_it_is_written() {
        TimeZone zone = TimeZone.getDefault();
        for (Occasion occasion : ALL) {
            byte[] first = Written.of(occasion, ANNA).mail().message();
            try {
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertArrayEquals(first, Written.of(occasion, ANNA).mail().message());
            } finally {
                TimeZone.setDefault(zone);
            }
        }
    }

    @Test
    void mails_of_other_events_have_other_names_and_ids() throws Exception {
        var writer = Written.writer("minutes@example.org");

        var first = writer.write(ADDED, ANNA, 12, Written.AT);
        var second = writer.write(ADDED, ANNA, 13, Written.AT);

        assertNotEquals(first.name(), second.name());
        assertTrue(new String(second.message(), US_ASCII).contains("<13-7-3f9a2b1c0d@"));
    }

    @Test
    void only_mails_about_projects_tell_programs_how_to_unsubscribe() throws Exception {
        String token = Written.LINKS.unsubscribe(ANNA_ID);
        for (Occasion occasion : ALL) {
            Written it = Written.of(occasion, ANNA);
            boolean aboutProjects = occasion.equals(ADDED);
            assertEquals(aboutProjects, it.headerNames().contains("List-Unsubscribe"));
            assertEquals(aboutProjects, it.headerNames().contains("List-Unsubscribe-Post"));
            assertEquals(aboutProjects, it.raw().contains("nsubscribe"), occasion::toString);
        }
        Written added = Written.of(ADDED, ANNA);
        assertEquals(
                "<https://minutes.example.org/api/v1/mail/unsubscribe/" + token + ">",
                added.header("List-Unsubscribe"));
        assertEquals("List-Unsubscribe=One-Click", added.header("List-Unsubscribe-Post"));
        assertInBoth(added, "https://minutes.example.org/unsubscribe#" + token);
    }

    @Test
    void each_letter_says_what_happened_and_leads_to_its_page() throws Exception {
        assertInBoth(
                Written.of(new VerifyEmail(), ANNA),
                "https://minutes.example.org/verify-email#" + Written.LINKS.verify(ANNA_ID));
        Written reset = Written.of(new PasswordReset(REQUEST, UNTIL), ANNA);
        assertInBoth(
                reset,
                "https://minutes.example.org/reset-password#"
                        + Written.LINKS.reset(ANNA_ID, REQUEST));
        assertInBoth(reset, "2 March 2026, 10:00 UTC");
        Written changed = Written.of(new PasswordChanged(), ANNA);
        assertInBoth(changed, "2 March 2026, 09:30 UTC");
        assertInBoth(changed, "If it was not you");
        assertFalse(changed.text().contains("#"), changed.text());
        assertInBoth(Written.of(ADDED, ANNA), "Bridge");
        assertInBoth(Written.of(ADDED, ANNA), "@ben");
        assertInBoth(Written.of(new AccountUnarchived(), ANNA), "opened your account again");
        for (Occasion occasion : ALL) {
            assertInBoth(Written.of(occasion, ANNA), "Anna Bergström");
            assertInBoth(Written.of(occasion, ANNA), "https://minutes.example.org/");
        }
    }

    @Test
    void who_added_them_may_be_gone() throws Exception {
        Written it = Written.of(new AddedToProject("Bridge", ""), ANNA);

        assertTrue(it.text().contains("added to the project \"Bridge\".\n"), it.text());
        assertFalse(it.html().contains("@<"), it.html());
    }

    @Test
    void nobody_s_words_are_mailed_to_an_address_that_may_be_a_stranger_s() throws Exception {
        Registered unknown =
                Written.user("eve@example.org", "eve", "Win at", "http://evil.example", false);

        Written it = Written.of(new VerifyEmail(), unknown);

        assertEquals("eve", it.to().getPersonal());
        assertFalse(it.text().contains("evil") || it.html().contains("evil"), it.text());
    }

    @Test
    void what_is_no_address_is_written_to_by_no_mail() {
        for (String address :
                List.of(
                        "",
                        "anna",
                        "a@b@c",
                        "anna@example.org\r\nBcc: eve@example.org",
                        "anna@example.org, eve@example.org",
                        "<anna@example.org>",
                        "anna@example.org\u0000",
                        "anna\u760D\u760Abcc@example.org")) {
            Registered user = Written.user(address, "anna", "Anna", "B");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Written.of(new VerifyEmail(), user),
                    address);
        }
    }

    private static void assertInBoth(Written it, String words) throws Exception {
        assertTrue(it.text().contains(words), it.text());
        assertTrue(it.html().contains(words), it.html());
    }
}
