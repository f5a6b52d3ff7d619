package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.events.vault.ServerKeys;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What mailed links lead to, by tokens that are made of the events as the mails will be. */
class MailLinksIT {
    private static final String FORGET = "/api/v1/users/me/forget-password";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NEW_PASSWORD = "an-other-Passw0rd";

    private static TestServer server;
    private static TestUser nobody;
    private static Links links;

    @BeforeAll
    static void start() {
        server = new TestServer();
        nobody = TestUser.nobody(server.url());
        links = new Links(ServerKeys.of(server.database(), Links.PURPOSE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static UserId id(TestUser user) {
        return new UserId(user.id());
    }

    private static Reply forget(String email) {
        return nobody.post(FORGET, "{\"email\": \"%s\"}".formatted(email));
    }

    private static Reply renew(String token, String password) {
        return nobody.put(
                FORGET, "{\"token\": \"%s\", \"new_password\": \"%s\"}".formatted(token, password));
    }

    private static int logIn(TestUser user, String password) {
        return nobody.post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(user.email(), password))
                .status();
    }

    private static void assertTokenRefused(Reply reply) {
        assertEquals(400, reply.status(), reply.json()::toString);
        assertTrue(reply.at("/errors/token").isTextual(), reply.json()::toString);
    }

    /** The links that are to be mailed to a user, oldest first. */
    private static List<String> resetLinks(TestUser user) throws Exception {
        return noted(user, "password-reset-requested", "request").stream()
                .map(request -> links.reset(id(user), UUID.fromString(request)))
                .toList();
    }

    /** Each switch of mails about projects, oldest first: whether they were wanted from then on. */
    private static List<String> switches(TestUser user) throws Exception {
        return noted(user, "project-mail-switched", "wanted");
    }

    /** What the book has of a user in events of this type, under this key, oldest first. */
    private static List<String> noted(TestUser user, String type, String key) throws Exception {
        try (var connection = server.database().getConnection();
                var statement =
                        connection.prepareStatement(
                                "select cast(data as json) ->> ? from book.event"
                                        + " where type = ? and stream = ? order by position")) {
            statement.setString(1, key);
            statement.setString(2, type);
            statement.setString(3, "user-" + user.id());
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    @Test
    void a_forgotten_password_is_set_anew_by_a_link_that_is_good_once() throws Exception {
        TestUser anna = server.register("anna");
        assertEquals(200, forget(" " + anna.email().toUpperCase(java.util.Locale.ROOT)).status());
        assertEquals(200, forget(anna.email()).status());
        List<String> mailed = resetLinks(anna);
        assertEquals(2, mailed.size());

        Reply weak = renew(mailed.getFirst(), "short");
        assertEquals(400, weak.status());
        assertTrue(weak.at("/errors/new_password").isTextual());
        assertTokenRefused(renew("", NEW_PASSWORD));
        assertTokenRefused(renew(mailed.getFirst() + "A", NEW_PASSWORD));
        assertTokenRefused(renew(links.verify(id(anna)), NEW_PASSWORD));
        assertTokenRefused(renew(links.reset(id(anna), UUID.randomUUID()), NEW_PASSWORD));
        assertTokenRefused(renew(links.reset(new UserId(999), UUID.randomUUID()), NEW_PASSWORD));

        Reply renewed = renew(mailed.getFirst(), NEW_PASSWORD);
        assertEquals(200, renewed.status(), renewed.json()::toString);
        assertTrue(renewed.header("Event-Position") != null);
        assertEquals(401, anna.get("/api/v1/users/me").status());
        assertEquals(401, logIn(anna, TestUser.PASSWORD));
        assertEquals(200, logIn(anna, NEW_PASSWORD));
        for (String used : mailed) {
            assertTokenRefused(renew(used, "yet-an-other-Passw0rd"));
        }
    }

    @Test
    void the_answer_does_not_tell_whether_there_is_a_user() throws Exception {
        TestUser ben = server.register("ben");
        TestUser gone = server.register("gone");
        TestUser admin = server.register("admin");
        server.grant(admin, Role.ADMIN);
        assertEquals(200, admin.post("/api/v1/users/archive/" + gone.id(), "").status());

        Reply known = forget(ben.email());
        Reply archived = forget(gone.email());
        Reply unknown = forget("nobody-at-all@example.org");

        for (Reply other : List.of(archived, unknown)) {
            assertEquals(200, other.status());
            assertEquals(known.json(), other.json());
            assertEquals(
                    known.http().headers().map().keySet(), other.http().headers().map().keySet());
        }
        assertEquals(known.status(), archived.status());
        assertEquals(1, resetLinks(ben).size());
        assertEquals(0, resetLinks(gone).size());
        assertEquals(400, forget("nobody").status());
        assertEquals(400, nobody.post(FORGET, "{\"email\": 7}").status());
    }

    @Test
    void an_address_is_verified_by_its_link() {
        TestUser cleo = server.register("cleo");
        assertFalse(cleo.get("/api/v1/users/me").at("/verified").asBoolean());
        String body = "{\"token\": \"%s\"}".formatted(links.verify(id(cleo)));

        assertEquals(200, nobody.put("/api/v1/users/verify", body).status());
        assertEquals(200, nobody.put("/api/v1/users/verify", body).status());

        assertTrue(cleo.get("/api/v1/users/me").at("/verified").asBoolean());
        for (String wrong :
                List.of("", "x", links.unsubscribe(id(cleo)), links.verify(new UserId(1)) + "=")) {
            assertTokenRefused(
                    nobody.put("/api/v1/users/verify", "{\"token\": \"%s\"}".formatted(wrong)));
        }
    }

    @Test
    void mails_about_projects_are_switched_by_the_user_and_by_the_link() throws Exception {
        TestUser dora = server.register("dora");
        String path = "/api/v1/users/me/mail";
        assertEquals(200, dora.put(path, "{\"projects\": false}").status());
        assertEquals(200, dora.put(path, "{\"projects\": false}").status());
        assertEquals(200, dora.put(path, "{\"projects\": true}").status());
        for (String wrong : List.of("{}", "{\"projects\": \"no\"}", "{\"projects\": null}")) {
            Reply reply = dora.put(path, wrong);
            assertEquals(400, reply.status());
            assertTrue(reply.at("/errors/projects").isTextual());
        }
        assertEquals(401, nobody.put(path, "{\"projects\": false}").status());

        assertEquals(200, oneClick(links.unsubscribe(id(dora))).status());
        assertTokenRefused(oneClick(links.verify(id(dora))));

        assertEquals(List.of("false", "true", "false"), switches(dora));
    }

    @Test
    void a_mail_program_unsubscribes_by_either_form_of_its_body() throws Exception {
        for (String type : List.of(FORM, "multipart/form-data; boundary=b")) {
            TestUser emil = server.register("emil");
            String body =
                    type.equals(FORM)
                            ? "List-Unsubscribe=One-Click"
                            : """
                            --b\r
                            Content-Disposition: form-data; name="List-Unsubscribe"\r
                            \r
                            One-Click\r
                            --b--\r
                            """;

            assertEquals(200, oneClick(links.unsubscribe(id(emil)), type, body).status(), type);

            assertEquals(List.of("false"), switches(emil), type);
        }
    }

    @Test
    void opening_the_address_for_mail_programs_leads_to_the_page_and_changes_nothing()
            throws Exception {
        TestUser finn = server.register("finn");
        String token = links.unsubscribe(id(finn));

        Reply led = nobody.get("/api/v1/mail/unsubscribe/" + token);

        assertEquals(303, led.status());
        assertEquals("/unsubscribe#" + token, led.header("Location"));
        assertEquals("no-store", led.header("Cache-Control"));
        assertEquals(List.of(), switches(finn));
    }

    @Test
    void what_is_no_token_leads_to_the_page_and_nowhere_else() {
        for (String odd :
                List.of("x%0d%0aSet-Cookie:%20a=b", "a%23b", "%5c%5cevil.example", "%25")) {
            Reply led = nobody.get("/api/v1/mail/unsubscribe/" + odd);

            assertEquals(303, led.status(), odd);
            String location = String.valueOf(led.header("Location"));
            assertTrue(location.matches("/unsubscribe#[A-Za-z0-9%.*_-]*"), location);
            assertNull(led.header("Set-Cookie"), odd);
        }
    }

    /** As a mail program does it on its own. */
    private static Reply oneClick(String token) {
        return oneClick(token, FORM, "List-Unsubscribe=One-Click");
    }

    private static Reply oneClick(String token, String type, String body) {
        return TestUser.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/mail/unsubscribe/" + token))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    @Test
    void the_pages_need_nothing_from_elsewhere_and_nothing_inline() {
        for (String page :
                List.of(
                        "/",
                        "/verify-email",
                        "/forgot-password",
                        "/reset-password",
                        "/unsubscribe")) {
            Reply reply = nobody.get(page);
            assertEquals(200, reply.status(), page);
            assertEquals("text/html; charset=utf-8", reply.header("Content-Type"));
            String html = reply.http().body();
            assertTrue(html.contains("<html lang=\"en\">"), page);
            assertFalse(html.contains("style="), page);
            assertFalse(
                    Pattern.compile("<script(?! type=\"module\" src=\"/pages/)|\\son[a-z]+=")
                            .matcher(html)
                            .find(),
                    page);
            var linked = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(html);
            while (linked.find()) {
                String target = linked.group(1);
                assertTrue(target.startsWith("/"), target);
                if (target.startsWith("/pages/")) {
                    Reply part = nobody.get(target);
                    assertEquals(200, part.status(), target);
                    assertFalse(part.http().body().contains("http"), target);
                }
            }
        }
        assertEquals(200, nobody.get("/pages/link.js").status());
    }
}
