package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minutebook.web.TestServer;
import minutebook.web.http.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard and the page about measures speak of those that there are, and of all of ours. */
class DashboardIT {
    private static final Path DASHBOARD = Path.of("../docs/grafana-dashboard.json");
    private static final Path PAGE = Path.of("../docs/watching.md");
    private static final Pattern OURS = Pattern.compile("(minutebook|mail)_[a-z_]+");
    private static final Pattern SUFFIX = Pattern.compile("_(bucket|sum|count)$");

    /** What stands before a brace, or alone: a measure. */
    private static final Pattern MEASURE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");

    private static TestServer server;
    private static Scrape scrape;

    @BeforeAll
    static void work() {
        server = new TestServer();
        server.register("anna").createProject("Drawn", List.of(), List.of());
        scrape = Scrape.of(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void each_query_of_the_dashboard_asks_for_measures_that_there_are() throws IOException {
        for (String query : queries()) {
            Set<String> asked = names(MEASURE, query);

            assertFalse(asked.isEmpty(), query);
            assertTrue(scrape.names().containsAll(asked), () -> query + ": " + asked);
        }
    }

    @Test
    void each_of_our_measures_is_drawn() throws IOException {
        var drawn = new TreeSet<String>();
        queries().forEach(query -> drawn.addAll(families(names(MEASURE, query))));

        assertEquals(Set.of(), without(ours(), drawn));
    }

    @Test
    void the_page_has_a_line_for_each_of_our_measures_and_for_no_other() throws IOException {
        Set<String> told =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("`", 3)[1])
                        .filter(name -> OURS.matcher(name).matches())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(ours(), told);
    }

    @Test
    void each_label_that_a_query_asks_for_is_one_of_its_measure() throws IOException {
        for (String query : queries()) {
            Pattern.compile("([a-z_A-Z]+)\\{([^}]*)}")
                    .matcher(query)
                    .results()
                    .forEach(it -> assertLabels(query, it));
        }
    }

    private static void assertLabels(String query, MatchResult measure) {
        for (String label :
                names(Pattern.compile("([a-z]+)=~?\"|([a-z]+)!~\""), measure.group(2))) {
            // Prometheus itself adds the instance.
            assertTrue(
                    label.equals("instance")
                            || scrape.values().keySet().stream()
                                    .anyMatch(
                                            it ->
                                                    it.startsWith(measure.group(1) + "{")
                                                            && it.contains(label + "=\"")),
                    () -> query + ": " + label);
        }
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        JsonNode dashboard = Json.read(Files.readAllBytes(DASHBOARD));
        for (JsonNode panel : dashboard.path("panels")) {
            panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
        }
        assertTrue(queries.size() > 20, "it has queries");
        return queries;
    }

    private static Set<String> ours() {
        return families(scrape.names()).stream()
                .filter(name -> OURS.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of a histogram, the name that its three have in common. */
    private static Set<String> families(Set<String> names) {
        return names.stream()
                .map(
                        name ->
                                scrape.text().contains("# TYPE " + name + " ")
                                        ? name
                                        : SUFFIX.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> those, Set<String> others) {
        var left = new HashSet<>(those);
        left.removeAll(others);
        return left;
    }
}
