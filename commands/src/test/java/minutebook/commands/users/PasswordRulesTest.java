package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Inputs.faultsOf;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.util.Map;
import java.util.UUID;
import minutebook.commands.users.User.Profile;
import minutebook.commands.users.User.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are refused, long enough as they are. */
class PasswordRulesTest {
    private static final String EMAIL = "Anna.Adler@bridges.org";
    private static final String USERNAME = "bridge-builder";
    private static final Registered USER =
            new Registered(ANNA, new Profile(EMAIL, USERNAME, "Anna", "Adler"), new UUID(1, 1));

    private static final String COMMON =
            " is one that many people have: choose another, best a few words that do not belong"
                    + " together.";
    private static final String KNOWN =
            " must not be the mail address, its first part or the username: choose what nobody can"
                    + " know.";

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "Password", "12345678", "QWERTYUIOP", "iloveyou", "Passw0rd"})
    void what_many_people_have_is_refused_in_any_case(String password) {
        assertEquals(
                Map.of("password", "'password'" + COMMON), faultsOf(() -> registration(password)));
        assertEquals(
                Map.of("new_password", "'new_password'" + COMMON),
                faultsOf(() -> new PasswordChange("older", password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna.Adler@bridges.org",
                "anna.adler@BRIDGES.org",
                "anna.adler",
                "bridge-builder",
                "BRIDGE-builder"
            })
    void what_anybody_knows_of_the_user_is_refused_in_any_case(String password) {
        assertEquals(
                Map.of("password", "'password'" + KNOWN), faultsOf(() -> registration(password)));
        var change = new PasswordChange("older", password);
        assertEquals(
                Map.of("new_password", "'new_password'" + KNOWN),
                faultsOf(() -> change.requireFitFor(USER)));
        var renewal = new PasswordRenewal("link", password);
        assertEquals(
                Map.of("new_password", "'new_password'" + KNOWN),
                faultsOf(() -> renewal.requireFitFor(USER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password of mine", "anna.adler1", "bridges.org", "🔑🔑🔑🔑🔑🔑🔑🔑"})
    void anything_else_is_taken(String password) {
        assertEquals(password, registration(password).password());
        assertDoesNotThrow(() -> new PasswordChange("older", password).requireFitFor(USER));
    }

    @Test
    void all_common_passwords_that_are_long_enough_are_known() throws Exception {
        var all = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies();
        long known = all.stream().filter(CommonPasswords::contains).count();

        assertEquals(all.stream().filter(word -> word.length() >= 8).count(), known);
        assertEquals(11_611, known);
    }

    private static Registration registration(String password) {
        return new Registration(EMAIL, USERNAME, password, "Anna", "Adler");
    }
}
