package minutebook.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.web.TestServer;
import minutebook.web.http.Routes.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may do what: each route of the server, asked by everybody there can be, is answered with the
 * status that {@code who-may-what.txt} has of it.
 */
class AuthorisationIT {
    private static final String TABLE = "/minutebook/web/access/who-may-what.txt";

    private static TestServer server;
    private static GoodRequests requests;

    /** Expected statuses, by who asks, by route. */
    private static Map<String, Map<Asker, Integer>> table;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new TestServer();
        requests = new GoodRequests(server);
        table = read();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void each_route_has_a_row_and_each_row_a_route() {
        assertEquals(
                server.routes().stream().map(Route::toString).collect(toCollection(TreeSet::new)),
                new TreeSet<>(table.keySet()),
                () -> "Say in " + TABLE + " who may ask for a route.");
    }

    @Test
    void each_route_is_answered_to_each_as_the_table_says() throws Exception {
        assertAnswered(
                server.routes(),
                requests::status,
                (route, asker) -> table.getOrDefault(route.toString(), Map.of()).get(asker));
    }

    @Test
    void a_project_that_there_is_not_is_not_found_by_anybody_who_is_logged_in() throws Exception {
        assertAnswered(
                server.routes().stream().filter(it -> it.path().contains("{project}")).toList(),
                requests::statusWithoutProject,
                (_, asker) -> asker.isLoggedIn() ? 404 : 401);
    }

    private interface Asking {
        int status(Route route, Asker asker) throws IOException, InterruptedException;
    }

    private interface Expectation {
        @Nullable Integer status(Route route, Asker asker);
    }

    /** Every asker asks for every route, one after the other; the askers at once. */
    private static void assertAnswered(List<Route> routes, Asking asking, Expectation expected)
            throws Exception {
        var wrong = new ConcurrentLinkedQueue<String>();
        List<Callable<Integer>> all = new ArrayList<>();
        for (Asker asker : Asker.values()) {
            all.add(
                    () -> {
                        for (Route route : routes) {
                            int status = asking.status(route, asker);
                            if (!Objects.equals(expected.status(route, asker), status)) {
                                wrong.add(route + " " + asker + ": " + status);
                            }
                        }
                        return routes.size();
                    });
        }
        int cells = 0;
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : askers.invokeAll(all)) {
                cells += each.get();
            }
        }
        System.out.println("Who may what: " + cells + " cells were asked for.");
        assertEquals(List.of(), List.copyOf(wrong));
    }

    private static Map<String, Map<Asker, Integer>> read() throws IOException {
        try (var file = AuthorisationIT.class.getResourceAsStream(TABLE)) {
            var lines = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).lines();
            List<List<String>> rows =
                    lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> Arrays.asList(line.strip().split("\\s+")))
                            .toList();
            var table = new LinkedHashMap<String, Map<Asker, Integer>>();
            rows.forEach(row -> table.put(row.get(0) + " " + row.get(1), statuses(row)));
            return table;
        }
    }

    private static Map<Asker, Integer> statuses(List<String> row) {
        var statuses = new LinkedHashMap<Asker, Integer>();
        int column = 2;
        for (Asker asker : Asker.values()) {
            statuses.put(asker, Integer.valueOf(row.get(column++)));
        }
        return statuses;
    }
}
