package minutebook.web.http;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import minutebook.events.counts.Histogram;
import minutebook.events.counts.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How many requests were answered how, by route as it is written in the index: so there are as many
 * numbers as there are routes, whatever is asked for. Thread-safe.
 */
public final class RequestCounts {
    /** Of what is no route: wrong addresses and methods, what was no request. */
    public static final String NO_ROUTE = "none";

    private final Map<String, Counted> byRoute = new ConcurrentHashMap<>();
    private final Histogram commandNanos = Histogram.ofNanos();
    private final Histogram queryNanos = Histogram.ofNanos();
    private final Counted none = ofWaiting("other", NO_ROUTE);

    /** Kinds of answers: classes of statuses, and those that say that there is too much to do. */
    public enum Kind {
        SUCCESS("2xx"),
        REDIRECTION("3xx"),
        CLIENT_ERROR("4xx"),
        TOO_MANY("429"),
        SERVER_ERROR("5xx"),
        UNAVAILABLE("503"),
        OUTCOME_UNKNOWN("504");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        static Kind of(int status) {
            return switch (status) {
                case 429 -> TOO_MANY;
                case 503 -> UNAVAILABLE;
                case 504 -> OUTCOME_UNKNOWN;
                default ->
                        switch (status / 100) {
                            case 1, 2 -> SUCCESS;
                            case 3 -> REDIRECTION;
                            case 4 -> CLIENT_ERROR;
                            default -> SERVER_ERROR;
                        };
            };
        }
    }

    /** The requests of one route and method. */
    public static final class Counted {
        private final String method;
        private final String route;
        private final @Nullable Histogram nanos;
        private final Tally<Kind> answers = new Tally<>(Kind.class);

        private Counted(String method, String route, @Nullable Histogram nanos) {
            this.method = method;
            this.route = route;
            this.nanos = nanos;
        }

        public String method() {
            return method;
        }

        public String route() {
            return route;
        }

        /** How many were answered so. */
        public long answered(Kind kind) {
            return answers.of(kind);
        }

        /** Those kinds of answers that there were. */
        public Stream<Kind> kinds() {
            return Stream.of(Kind.values()).filter(kind -> answered(kind) > 0);
        }
    }

    /** The same one for the same names. */
    public Counted of(String method, String route) {
        return of(method, route, method.equals("GET") ? queryNanos : commandNanos);
    }

    /** The same, of which it says nothing how long they take: they wait for something to come. */
    public Counted ofWaiting(String method, String route) {
        return of(method, route, null);
    }

    private Counted of(String method, String route, @Nullable Histogram nanos) {
        return byRoute.computeIfAbsent(
                method + " " + route, _ -> new Counted(method, route, nanos));
    }

    /** A request that is none of a route's was answered. */
    public void answered(int status) {
        answered(none, status, 0);
    }

    /** A request was answered: its first byte goes out after this time. */
    public void answered(Counted counted, int status, long nanos) {
        counted.answers.count(Kind.of(status));
        if (counted.nanos != null) {
            counted.nanos.record(nanos);
        }
    }

    public Collection<Counted> all() {
        return byRoute.values();
    }

    /** Until the answers began, of what only asks; of streams, until they were open. */
    public Histogram queryNanos() {
        return queryNanos;
    }

    /** Until the answers began, of all else. */
    public Histogram commandNanos() {
        return commandNanos;
    }
}
