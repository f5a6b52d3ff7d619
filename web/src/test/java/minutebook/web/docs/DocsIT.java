package minutebook.web.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.http.Routes.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents, as the started server has them. */
class DocsIT {
    private static final Pattern LOADED =
            Pattern.compile("(?:src|href|url|from|fetch)[=:( ] ?[\"']([^\"'#]+)");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_router_and_the_document_have_the_same_routes() {
        Set<String> routed =
                server.routes().stream()
                        .map(Route::toString)
                        .map(Documented::nameless)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented =
                new Documented(Document.openApi().json())
                        .operations().stream()
                                .map(it -> Documented.nameless(it.toString()))
                                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                Set.of(),
                without(routed, documented),
                "routes that openapi.yaml lacks: describe them there");
        assertEquals(
                Set.of(),
                without(documented, routed),
                "documented routes that the router lacks: make them, or take them out");
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | application/yaml",
                "text/html,application/xml;q=0.9,*/*;q=0.8 | application/yaml",
                "application/yaml;q=0.5, application/json;q=0.4 | application/yaml",
                "application/json | application/json",
                "application/json,*/* | application/json",
                "application/json, */*;q=0.1 | application/json",
                "image/png | application/yaml"
            })
    void both_descriptions_are_yaml_or_json_as_one_likes(String accept, String type)
            throws Exception {
        for (var version : Map.of("openapi", "3.1", "asyncapi", "3.0").entrySet()) {
            String name = version.getKey();
            HttpResponse<String> answer = get("/" + name, "Accept", accept);

            assertEquals(200, answer.statusCode());
            assertEquals(type, header(answer, "Content-Type").split(";", 2)[0]);
            assertEquals("Accept", header(answer, "Vary"));
            String start = type.endsWith("json") ? "{\"%s\":\"%s" : "%s: %s";
            assertTrue(answer.body().startsWith(start.formatted(name, version.getValue())));
        }
    }

    @ParameterizedTest
    @CsvSource({"/openapi", "/asyncapi", "/docs", "/docs/docs.js"})
    void what_a_browser_has_already_is_not_sent_again(String path) throws Exception {
        String etag = header(get(path, "Accept", "*/*"), "ETag");

        assertEquals(304, get(path, "If-None-Match", etag).statusCode());
        assertEquals(304, get(path, "If-None-Match", "\"x\", W/" + etag).statusCode());
        assertEquals(200, get(path, "If-None-Match", "\"x\"").statusCode());
    }

    @Test
    void the_page_loads_all_it_needs_from_this_server_alone() throws Exception {
        HttpResponse<String> page = get("/docs/", "Accept", "text/html");

        assertEquals(200, page.statusCode());
        assertTrue(
                header(page, "Content-Security-Policy").startsWith("default-src 'none'"),
                "nothing else could be loaded");
        assertFalse(page.body().contains("<script>"), "the policy forbids scripts in the page");
        Set<String> loaded = loaded(page.body());
        loaded.addAll(loaded(get("/docs/docs.js", "Accept", "*/*").body()));
        loaded.addAll(loaded(get("/docs/live.js", "Accept", "*/*").body()));
        assertEquals(
                Set.of(
                        "/docs",
                        "/docs?live",
                        "/openapi",
                        "/asyncapi",
                        "/docs/swagger-ui.css",
                        "/docs/docs.css",
                        "/docs/swagger-ui-bundle.js",
                        "/docs/docs.js",
                        "/docs/live.js",
                        "data:,"),
                loaded);
        loaded.remove("data:,");
        for (String path : loaded) {
            HttpResponse<String> part = get(path, "Accept", "*/*");
            assertEquals(200, part.statusCode(), path);
            assertFalse(part.body().isEmpty(), path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index.html",
        "swagger-ui.js",
        "swagger-ui-bundle.js.map",
        "openapi.yaml",
        "asyncapi.yaml",
        "..%2Fopenapi.yaml",
        "DocsRoutes.class"
    })
    void nothing_else_of_the_program_is_served(String file) {
        assertEquals(404, TestUser.nobody(server.url()).get("/docs/" + file).status());
    }

    private static Set<String> loaded(String text) {
        return LOADED.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static HttpResponse<String> get(String path, String header, String value)
            throws Exception {
        URI url = server.url().resolve(path);
        return CheckedHttp.send(
                HttpRequest.newBuilder(url).header(header, value).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
