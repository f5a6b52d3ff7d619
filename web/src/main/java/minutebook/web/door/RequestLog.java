package minutebook.web.door;

import java.lang.System.Logger.Level;
import minutebook.web.http.RequestCounts;
import minutebook.web.http.RequestCounts.Counted;

/**
 * Counts each answer when it begins, and writes a line of it to the log, if that is wanted: a busy
 * server would write thousands a second. Of an address nothing is told but its route, since a token
 * or a name may stand in it. Thread-safe.
 */
public final class RequestLog {
    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());

    private final RequestCounts counts;
    private final Level level;

    /** {@code lines}: whether there is to be a line for each. */
    public RequestLog(RequestCounts counts, boolean lines) {
        this.counts = counts;
        this.level = lines ? Level.INFO : Level.DEBUG;
    }

    void answered(Exchange exchange, int status) {
        Counted route = exchange.route();
        long nanos = exchange.nanos();
        if (route == null) {
            counts.answered(status);
        } else {
            counts.answered(route, status, nanos);
        }
        if (LOG.isLoggable(level)) {
            String method = route == null ? "other" : route.method();
            String path = route == null ? RequestCounts.NO_ROUTE : route.route();
            LOG.log(level, "%s %s: %d, %.1f ms".formatted(method, path, status, nanos / 1e6));
        }
    }
}
