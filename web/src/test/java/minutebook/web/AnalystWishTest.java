package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalystWishTest {

    @Test
    void a_name_and_at_most_one_option_are_understood() {
        assertEquals(
                new AnalystWish("dana_2", AnalystWish.Kind.OPEN),
                AnalystWish.of("analyst-access", "dana_2"));
        assertEquals(
                new AnalystWish("dana", AnalystWish.Kind.RENEW),
                AnalystWish.of("analyst-access", "--renew", "dana"));
        assertEquals(
                new AnalystWish("dana", AnalystWish.Kind.REVOKE),
                AnalystWish.of("analyst-access", "dana", "--revoke"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dana",
                "1dana",
                "postgres",
                "pg_dana",
                "minutebook_app",
                "da-na",
                "dana; drop",
                "d\"",
                "a23456789a123456789a123456789a123456789a1"
            })
    void what_is_no_name_is_refused_and_told(String name) {
        var wrong =
                assertThrows(WrongArguments.class, () -> AnalystWish.of("analyst-access", name));
        assertTrue(wrong.line().startsWith("'" + name + "' is no name for a login"), wrong.line());
    }

    @Test
    void what_is_missing_unknown_or_too_many_is_told() {
        assertLine("A name is needed: analyst-access <name> [--renew|--revoke].");
        assertLine("'--drop' is not understood: it is --renew or --revoke.", "dana", "--drop");
        assertLine("'emil' is one too many.", "dana", "emil");
        assertLine("'--revoke' is one too many.", "dana", "--renew", "--revoke");
    }

    private static void assertLine(String line, String... typed) {
        String[] arguments = new String[typed.length + 1];
        arguments[0] = "analyst-access";
        System.arraycopy(typed, 0, arguments, 1, typed.length);
        assertEquals(
                line, assertThrows(WrongArguments.class, () -> AnalystWish.of(arguments)).line());
    }
}
