package minutebook.web.watch.measures;

import java.util.Map;
import minutebook.web.access.KeptAnswers;
import minutebook.web.database.Database;
import minutebook.web.door.Door;
import minutebook.web.http.RequestCounts;
import minutebook.web.http.RequestCounts.Counted;
import minutebook.web.watch.MeterLines;
import minutebook.web.watch.Meters;

/** What is asked over HTTP, how it is answered, and what that takes of the database. */
public final class RequestMeasures {
    private RequestMeasures() {}

    public static void show(
            Meters meters, Door door, RequestCounts requests, KeptAnswers kept, Database database) {
        meters.gauge("minutebook_connections_open", "Connections that are open", door::connections)
                .counter(
                        "minutebook_connections_refused_total",
                        "Connections that were sent away, since there were too many",
                        door::connectionsRefused);
        String times = "minutebook_http_request_seconds";
        String meaning = "Until an answer begins; polls of sockets are left out";
        meters.times(times, meaning, Map.of("kind", "query"), requests.queryNanos())
                .times(times, meaning, Map.of("kind", "command"), requests.commandNanos())
                .counters(
                        "minutebook_http_requests_total",
                        "Requests that were answered, by route",
                        lines -> requests.all().forEach(each -> write(lines, each)));
        String answers = "minutebook_kept_answers_total";
        String fromMemory = "Answers to queries that may be kept, from memory or not";
        meters.counter(answers, fromMemory, Map.of("result", "hit"), kept::hits)
                .counter(answers, fromMemory, Map.of("result", "miss"), kept::misses)
                .gauge(
                        "minutebook_database_connections_used",
                        "Connections of the pool that are worked with now",
                        database::connectionsInUse)
                .gauge(
                        "minutebook_database_connections_awaited",
                        "Threads that wait for a connection now",
                        database::connectionsAwaited)
                .gauge(
                        "minutebook_database_connections_max",
                        "How many connections the pool has",
                        () -> Database.CONNECTIONS_MAX);
    }

    /**
     * Of each route those kinds of answers that there were: all there could be are some hundred.
     */
    private static void write(MeterLines lines, Counted counted) {
        counted.kinds()
                .forEach(
                        kind ->
                                lines.value(
                                        Map.of(
                                                "method",
                                                counted.method(),
                                                "route",
                                                counted.route(),
                                                "status",
                                                kind.label()),
                                        counted.answered(kind)));
    }
}
