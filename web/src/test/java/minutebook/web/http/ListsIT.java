package minutebook.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, page by page. */
class ListsIT {
    private static final String USERS = "/api/v1/users";

    private static TestServer server;
    private static TestUser anna;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_filter_is_taken_literally_in_any_case_and_looks_at_all_three_names() {
        edit(server.register("p"), "p.1", "Ü50%", "A_B");
        edit(server.register("p"), "p.2", "Über", "AxB");

        assertEquals(List.of("p.1"), found("%25"));
        assertEquals(List.of("p.1"), found("a_b"));
        assertEquals(List.of("p.1", "p.2"), found("%C3%BC"));
        assertEquals(List.of("p.2"), found("P.2"));
        assertEquals(List.of(), found("%5C"));
        assertEquals(List.of(), found("example.org"), "not in mail addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=",
                "page=%2B1",
                "page=1.0",
                "page=2147483648",
                "page=99999999999999999999",
                "page=%D9%A1",
                "per_page=0",
                "per_page=101",
                "per_page=x"
            })
    void a_page_that_cannot_be_is_a_fault_of_its_field(String query) {
        Reply reply = anna.get(USERS + "?" + query);

        assertEquals(400, reply.status());
        assertTrue(reply.at("/errors/" + query.split("=", 2)[0]).isTextual());
    }

    @Test
    void pages_link_to_each_other_and_end() {
        for (int i = 0; i < 3; i++) {
            edit(server.register("q"), "paged-" + i, "Paged", "P");
        }
        String query = "?per_page=2&filter_by=paged-";

        Reply first = anna.get(USERS + query);
        assertEquals(3, first.at("/total").asInt());
        assertEquals(2, first.at("/pages").asInt());
        assertEquals("true false", first.at("/has_next") + " " + first.at("/has_prev"));
        assertEquals(2, first.at("/data").size());
        assertEquals(first.json(), anna.get(first.at("/prev").textValue()).json(), "itself");

        Reply last = anna.get(first.at("/next").textValue());
        assertEquals("false true", last.at("/has_next") + " " + last.at("/has_prev"));
        assertEquals("paged-2", last.at("/data/0/username").textValue());
        assertEquals(1, last.at("/data").size());
        assertEquals(last.json(), anna.get(last.at("/next").textValue()).json(), "itself");
        assertEquals(first.json(), anna.get(last.at("/prev").textValue()).json());

        assertEquals(404, anna.get(USERS + query + "&page=3").status());
        assertEquals(404, anna.get(USERS + "?page=2147483647&per_page=100").status());
    }

    @Test
    void an_empty_list_has_a_first_page() {
        Reply reply = anna.get(USERS + "?filter_by=nobody-at-all&x=%22%3C%0D%0A");

        assertEquals(200, reply.status());
        assertEquals(0, reply.at("/total").asInt(-1));
        assertEquals(0, reply.at("/pages").asInt(-1));
        assertTrue(reply.at("/next").textValue().startsWith(USERS + "?page=1&"));
        assertEquals(reply.at("/next"), reply.at("/prev"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users", "/api/v1/users/", "/api/v1/projects/"})
    void a_list_answers_with_and_without_a_slash_and_links_to_its_own_host(String path) {
        Reply reply = anna.get(path);

        assertEquals(200, reply.status());
        assertTrue(reply.at("/next").textValue().startsWith(path + "?page="));
    }

    @Test
    void a_link_never_leads_to_another_host() {
        var request =
                HttpRequest.newBuilder(URI.create(server.url() + "//api/v1/users;x=y?per_page=1"))
                        .header("Authorization", "Bearer " + anna.token())
                        .build();

        Reply reply = TestUser.send(request);

        assertEquals(200, reply.status());
        assertTrue(
                reply.at("/next").textValue().startsWith(USERS + "?page="),
                reply.at("/next").textValue());
    }

    private static void edit(TestUser user, String username, String first, String last) {
        user.put(
                "/api/v1/users/me",
                "{\"username\": \"%s\", \"first_name\": \"%s\", \"last_name\": \"%s\"}"
                        .formatted(username, first, last));
    }

    private static List<String> found(String filter) {
        var names = new ArrayList<String>();
        anna.get(USERS + "?filter_by=" + filter)
                .at("/data")
                .forEach(it -> names.add(it.at("/username").textValue()));
        return names;
    }
}
