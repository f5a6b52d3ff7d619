package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and people over HTTP. */
class UserRoutesIT {
    private static final String USERS = "/api/v1/users";
    private static final String ME = "/api/v1/users/me";

    private static TestServer server;
    private static TestUser nobody;
    private static TestUser anna;

    @BeforeAll
    static void start() {
        server = new TestServer();
        nobody = TestUser.nobody(server.url());
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void who_registers_is_logged_in_and_listed_at_once() {
        Reply reply = register(" Fritz@Example.org ", "fritz_1%", "Passw0rd-long");
        assertEquals(400, reply.status());

        reply = register(" Fritz@Example.org ", " fritz_1 ", "Passw0rd-long");

        assertEquals(201, reply.status(), reply.json().toString());
        assertEquals(
                List.of("message", "authorization", "token_type", "token_expires_in"),
                names(reply.json()));
        assertEquals(1, reply.http().headers().allValues("Event-Position").size());
        Reply me = anna.withToken(reply.at("/authorization").textValue()).get(ME);
        assertEquals(
                List.of("id", "email", "username", "first_name", "last_name", "roles", "verified"),
                names(me.json()));
        assertEquals("Fritz@Example.org", me.at("/email").textValue());
        assertEquals("fritz_1", me.at("/username").textValue());
        assertTrue(me.at("/roles").isArray());
        assertFalse(me.at("/verified").booleanValue());

        Reply listed = anna.get(USERS + "?filter_by=FRITZ_1");
        assertEquals(1, listed.at("/total").asLong());
        assertEquals(me.at("/id"), listed.at("/data/0/id"));
        assertEquals(
                List.of("id", "email", "username", "first_name", "last_name"),
                names(listed.at("/data/0")));
    }

    @Test
    void a_mail_or_a_name_is_given_once_in_whatever_case() {
        Reply mail = register(anna.email().toUpperCase(Locale.ROOT), "other", "Passw0rd-1");
        Reply name =
                register("other@example.org", anna.name().toUpperCase(Locale.ROOT), "Passw0rd-1");

        assertEquals(409, mail.status());
        assertEquals("The mail address is already in use.", mail.at("/message").textValue());
        assertEquals(409, name.status());
        assertEquals("The username is already in use.", name.at("/message").textValue());
        assertEquals(201, register("other@example.org", "other", "Passw0rd-1").status(), "neither");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | no mail | 'email' must be a mail address.",
                "email | a@b | 'email' must be a mail address.",
                "email | a\\r\\nBcc: x@y.de | 'email' must not contain control characters.",
                "username | a b | 'username' must be of letters, digits, '.', '_' and '-' only.",
                "username | '' | 'username' is required.",
                "first_name | '  ' | 'first_name' is required.",
                "first_name | a\\u0000b | 'first_name' must not contain control characters.",
                "last_name | a\\udc00b | 'last_name' must not contain control characters.",
                "password | short | 'password' must have at least 8 characters.",
                "password | '' | 'password' is required."
            })
    void a_field_at_fault_is_named(String field, String value, String text) {
        Reply reply = nobody.post(USERS, profile(field, '"' + value + '"'));

        assertEquals(400, reply.status());
        assertEquals("Input payload validation failed", reply.at("/message").textValue());
        assertEquals(text, reply.at("/errors/" + field).textValue());
        assertEquals(1, reply.at("/errors").size());
    }

    @ParameterizedTest
    @CsvSource({"username, 50", "first_name, 50", "last_name, 50", "password, 128"})
    void a_field_over_its_length_is_named_and_one_at_it_is_taken(String field, int max) {
        Reply over = nobody.post(USERS, profile(field, '"' + "x".repeat(max + 1) + '"'));
        String limit = "'%s' must have at most %d characters.".formatted(field, max);
        assertEquals(400, over.status());
        assertEquals(limit, over.at("/errors/" + field).textValue());

        Reply at = nobody.post(USERS, profile(field, '"' + "x".repeat(max) + '"'));
        assertTrue(List.of(201, 409).contains(at.status()), at.json().toString());
    }

    @Test
    void all_that_is_missing_or_of_a_wrong_type_is_named_at_once() {
        assertEquals(5, nobody.post(USERS, "{}").at("/errors").size());
        Reply types =
                nobody.post(
                        USERS,
                        """
                        {"email": 1, "username": [], "password": {}, "first_name": true,
                         "last_name": 1.5}
                        """);
        assertEquals(5, types.at("/errors").size());
        assertEquals("'username' must be a string.", types.at("/errors/username").textValue());
    }

    @Test
    void of_two_who_take_one_name_at_the_same_moment_one_has_it() {
        List<Integer> statuses =
                IntStream.range(0, 6)
                        .parallel()
                        .map(
                                i ->
                                        register(
                                                        "racer" + i + "@example.org",
                                                        "racer",
                                                        "Passw0rd-1")
                                                .status())
                        .sorted()
                        .boxed()
                        .toList();

        assertEquals(List.of(201, 409, 409, 409, 409, 409), statuses);
        assertEquals(List.of("racer"), found("racer"));
    }

    @Test
    void an_edited_profile_is_answered_and_seen_at_once() {
        TestUser ben = server.register("ben");

        Reply reply = edit(ben, "Benjamin-" + ben.id(), " Ben ", "Ö");

        assertEquals(200, reply.status());
        assertNotNull(reply.header("Event-Position"));
        assertEquals("Ben", reply.at("/first_name").textValue());
        assertEquals(
                List.of("id", "email", "username", "first_name", "last_name"), names(reply.json()));
        assertEquals("Ben", ben.get(ME).at("/first_name").textValue());
        assertEquals(
                reply.json(), anna.get(USERS + "?filter_by=Benjamin-" + ben.id()).at("/data/0"));
        assertEquals(200, edit(ben, "BENJAMIN-" + ben.id(), "Ben", "Ö").status(), "my own name");
        assertEquals(409, edit(ben, anna.name(), "Ben", "Ö").status());
        assertEquals(3, ben.put(ME, "{}").at("/errors").size());
        assertEquals(201, register("free@example.org", ben.name(), "Passw0rd-1").status(), "freed");
    }

    @Test
    void a_changed_password_ends_the_users_other_sessions_and_not_this_one() {
        TestUser cleo = server.register("cleo");
        TestUser other =
                cleo.withToken(logIn(cleo, TestUser.PASSWORD).at("/authorization").textValue());

        Reply wrong = cleo.put(ME + "/reset-password", passwords("wrong-one", "New-passw0rd"));
        assertEquals(400, wrong.status());
        assertEquals(
                "The older password does not match.",
                wrong.at("/errors/older_password").textValue());
        assertEquals(200, other.get(ME).status());

        Reply right =
                cleo.put(ME + "/reset-password", passwords(TestUser.PASSWORD, "New-passw0rd"));
        assertEquals(200, right.status(), right.json().toString());
        assertNotNull(right.header("Event-Position"));
        assertTrue(right.at("/message").isTextual());
        assertEquals(200, cleo.get(ME).status());
        assertEquals(401, other.get(ME).status());
        assertEquals(401, logIn(cleo, TestUser.PASSWORD).status());
        assertEquals(200, logIn(cleo, "New-passw0rd").status());
    }

    @Test
    void what_is_wrong_with_a_new_password_is_told() {
        Reply reply = anna.put(ME + "/reset-password", passwords("", "short"));

        assertEquals(400, reply.status());
        assertEquals(
                "'older_password' is required.", reply.at("/errors/older_password").textValue());
        assertTrue(reply.at("/errors/new_password").isTextual());
    }

    @Test
    void nobody_sees_or_changes_anything_without_a_token() {
        assertEquals(401, nobody.get(USERS).status());
        assertEquals(401, nobody.get(ME).status());
        assertEquals(401, nobody.put(ME, "no json").status());
        assertEquals(401, nobody.put(ME + "/reset-password", "{}").status());
    }

    private static Reply register(String email, String username, String password) {
        return nobody.post(
                USERS,
                """
                {"email": "%s", "username": "%s", "password": "%s", "first_name": "F",
                 "last_name": "L", "id": 1, "roles": ["admin"]}
                """
                        .formatted(email, username, password));
    }

    private static String profile(String field, String value) {
        var fields = new ArrayList<String>();
        for (String name : List.of("email", "username", "password", "first_name", "last_name")) {
            String usual = name.equals("email") ? "\"x@example.org\"" : "\"usual-" + name + "\"";
            fields.add("\"%s\": %s".formatted(name, name.equals(field) ? value : usual));
        }
        return "{" + String.join(", ", fields) + "}";
    }

    private static Reply edit(TestUser user, String username, String first, String last) {
        return user.put(
                ME,
                "{\"username\": \"%s\", \"first_name\": \"%s\", \"last_name\": \"%s\"}"
                        .formatted(username, first, last));
    }

    private static Reply logIn(TestUser user, String password) {
        return nobody.post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(user.email(), password));
    }

    private static String passwords(String older, String newer) {
        return "{\"older_password\": \"%s\", \"new_password\": \"%s\"}".formatted(older, newer);
    }

    private static List<String> found(String filter) {
        var names = new ArrayList<String>();
        anna.get(USERS + "?filter_by=" + filter)
                .at("/data")
                .forEach(it -> names.add(it.at("/username").textValue()));
        return names;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
