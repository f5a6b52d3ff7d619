package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Inputs.faultsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.RegisterUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final UUID CREDENTIAL = new UUID(1, 1);

    @Test
    void texts_are_trimmed_and_the_password_is_not() {
        var registration =
                new Registration(" a@b.org ", "\tanna ", "  secret  ", " Anna", "Adler\u2003");
        assertEquals(
                new RegisterUser(ANNA, "a@b.org", "anna", "Anna", "Adler", CREDENTIAL),
                registration.command(ANNA, CREDENTIAL));
        assertEquals("  secret  ", registration.password());
    }

    @Test
    void all_faulty_fields_are_named_at_once() {
        assertEquals(
                Map.of(
                        "email", "'email' is required.",
                        "username", "'username' is required.",
                        "password", "'password' is required.",
                        "first_name", "'first_name' is required.",
                        "last_name", "'last_name' is required."),
                faultsOf(() -> new Registration("", " ", "", "\n", "")));
        assertEquals(
                Set.of("username", "first_name", "last_name"),
                faultsOf(() -> new EditProfile(ANNA, "a b", "", "x".repeat(51))).keySet());
    }

    @Test
    void a_password_has_8_to_128_characters() {
        assertEquals("x".repeat(128), withPassword("x".repeat(128)).password());
        assertEquals("🔑".repeat(8), withPassword("🔑".repeat(8)).password());
        assertEquals(
                Map.of("password", "'password' must have at least 8 characters."),
                faultsOf(() -> withPassword("🔑".repeat(7))));
        assertEquals(
                Map.of("password", "'password' must have at most 128 characters."),
                faultsOf(() -> withPassword("x".repeat(129))));
        assertEquals(
                Map.of("password", "'password' must not contain control characters."),
                faultsOf(() -> withPassword("12345678\u0000")));
    }

    @Test
    void a_new_password_has_the_same_limits() {
        assertEquals("new secret", new PasswordChange("old", "new secret").newPassword());
        assertEquals(
                Map.of(
                        "older_password", "'older_password' is required.",
                        "new_password", "'new_password' must have at least 8 characters."),
                faultsOf(() -> new PasswordChange("", "short")));
    }

    @Test
    void no_log_tells_a_password() {
        assertFalse(withPassword("top secret").toString().contains("top secret"));
        assertFalse(new PasswordChange("top secret", "top secret").toString().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Anna.B_c-9", "josé", "Ωμέγα", "李"})
    void a_username_is_of_letters_digits_and_three_marks(String username) {
        assertEquals(username, new EditProfile(ANNA, username, "Anna", "Adler").username());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erased-7",
                "Erased-0",
                "a b",
                "@anna",
                "a/b",
                "<b>",
                "a'b",
                "a%b",
                "a\u200bb",
                "😀",
                "a\u0000"
            })
    void a_username_has_nothing_else(String username) {
        assertEquals(
                Set.of("username"),
                faultsOf(() -> new EditProfile(ANNA, username, "Anna", "Adler")).keySet());
    }

    @Test
    void names_have_1_to_50_characters() {
        String longest = "x".repeat(50);
        assertEquals(longest, new EditProfile(ANNA, longest, longest, longest).lastName());
        assertEquals(
                Set.of("username", "first_name", "last_name"),
                faultsOf(() -> new EditProfile(ANNA, longest + "x", longest + "x", longest + "x"))
                        .keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.org",
                "A.B+tag@Sub.Example.ORG",
                "o'neil_x-1@1.2.example",
                "x@xn--bcher-kva.example"
            })
    void a_mail_address_is_well_formed(String email) {
        assertEquals(email, withEmail(email).email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna",
                "@b.org",
                "a@",
                "a@b",
                "a@@b.org",
                "a@b@c.org",
                ".a@b.org",
                "a.@b.org",
                "a..b@c.org",
                "a b@c.org",
                "a@b c.org",
                "a@-b.org",
                "a@b-.org",
                "a@b..org",
                "a@b.org.",
                "\"a\"@b.org",
                "<a@b.org>",
                "a@[127.0.0.1]",
                "a,b@c.org",
                "a@b.org,c@d.org",
                "a\u760a@b.org",
                "é@b.org"
            })
    void a_mail_address_is_nothing_else(String email) {
        assertEquals(
                Map.of("email", "'email' must be a mail address."),
                faultsOf(() -> withEmail(email)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.org\r\nBcc: c@d.org", "a\u0000@b.org", "a@b.\ud800org"})
    void a_mail_address_adds_no_header(String email) {
        assertEquals(
                Map.of("email", "'email' must not contain control characters."),
                faultsOf(() -> withEmail(email)));
    }

    @Test
    void a_mail_address_has_at_most_255_characters() {
        String longest = "a".repeat(64) + "@" + "b.".repeat(93) + "info";
        assertEquals(255, longest.length());
        assertEquals(longest, withEmail(longest).email());
        assertEquals(
                Map.of("email", "'email' must have at most 255 characters."),
                faultsOf(() -> withEmail(longest + "s")));
        assertEquals(
                Map.of("email", "'email' must be a mail address."),
                faultsOf(() -> withEmail("a" + longest.substring(0, 250))));
    }

    private static Registration withPassword(String password) {
        return new Registration("a@b.org", "anna", password, "Anna", "Adler");
    }

    private static Registration withEmail(String email) {
        return new Registration(email, "anna", "top secret", "Anna", "Adler");
    }
}
