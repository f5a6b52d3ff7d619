package minutebook.web.door;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every answer tells browsers: to guess nothing, keep nothing, run nothing, tell nobody. A
 * route's own headers go before these. Immutable.
 *
 * <p>It is added at the moment when a head is written, and by no filter: an error handler begins
 * with an empty head, and some answers of Helidon's own see no filter.
 */
public final class AnswerHeaders implements Http1ConnectionListener {
    private static final HeaderName CSP = HeaderNames.create("Content-Security-Policy");
    private static final Header VARIES = HeaderValues.createCached(HeaderNames.VARY, "Origin");
    private static final HeaderName CONTENT_DISPOSITION = HeaderNames.CONTENT_DISPOSITION;
    private static final String REQUEST_ID = "X-Request-Id";
    private static final HeaderName REQUEST_ID_NAME = HeaderNames.create(REQUEST_ID);
    private static final String EXPOSED =
            "Event-Position, ETag, Retry-After, Location, " + REQUEST_ID;

    /** A page of our own: what it needs comes from here. */
    private static final String OWN_PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data:; font-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final Origins origins;
    private final RequestLog log;
    private final Map<String, String> always;
    private final List<Header> headers;

    /**
     * @param log is told of each answer
     * @param onlyHttps whether browsers are to remember that the server is reached by https
     */
    public AnswerHeaders(Origins origins, RequestLog log, boolean onlyHttps) {
        this.origins = origins;
        this.log = log;
        var all = new LinkedHashMap<String, String>();
        all.put("X-Content-Type-Options", "nosniff");
        all.put(CSP.defaultCase(), "default-src 'none'; frame-ancestors 'none'");
        all.put("Cache-Control", "no-store");
        all.put("Referrer-Policy", "no-referrer");
        all.put("Cross-Origin-Resource-Policy", "same-origin");
        if (onlyHttps) {
            all.put("Strict-Transport-Security", "max-age=31536000");
        }
        this.always = Map.copyOf(all);
        this.headers =
                all.entrySet().stream()
                        .map(each -> HeaderValues.create(each.getKey(), each.getValue()))
                        .toList();
    }

    /**
     * Says that the answer is a page of our own, which may load scripts, styles and pictures from
     * this server, and may ask it. To be called before the answer is sent.
     */
    public static void ownPage(ServerResponse response) {
        response.header(CSP, OWN_PAGE);
    }

    /** Those of an answer that do not depend on what was asked, by name. */
    Map<String, String> always(Exchange exchange) {
        var all = new LinkedHashMap<>(always);
        all.put(REQUEST_ID, exchange.requestId());
        return all;
    }

    @Override
    public void headers(ConnectionContext connection, Headers answer) {
        // In this version it is what will be written, and the listener is asked just before.
        if (answer instanceof ServerResponseHeaders writable
                && connection instanceof GuardedContext guarded) {
            complete(guarded.requests(), writable);
        }
    }

    @Override
    public void status(ConnectionContext connection, Status status) {
        if (connection instanceof GuardedContext guarded) {
            log.answered(guarded.requests().exchange(), status.code());
        }
    }

    /** An answer that is written by other means than Helidon's. */
    void answered(Exchange exchange, int status) {
        log.answered(exchange, status);
    }

    private void complete(RequestReader requests, ServerResponseHeaders answer) {
        headers.forEach(answer::setIfAbsent);
        answer.set(REQUEST_ID_NAME, requests.exchange().requestId());
        // Beside what a route may have said that its answer depends on.
        answer.add(VARIES);
        nameCharset(answer);
        String origin = requests.origin();
        if (origin != null && origins.isListed(origin)) {
            answer.set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.set(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        if (requests.isClosing()) {
            answer.set(HeaderValues.CONNECTION_CLOSE);
        }
        if (answer.contains(HeaderValues.CONNECTION_CLOSE)) {
            requests.endsAfterThis();
        }
    }

    /** Helidon's own pages do not name it. Of a file that somebody sent, nobody knows it. */
    private static void nameCharset(ServerResponseHeaders answer) {
        String type = answer.first(HeaderNames.CONTENT_TYPE).orElse("");
        boolean isText = type.startsWith("text/") || type.startsWith("application/json");
        if (isText && !type.contains("charset") && !answer.contains(CONTENT_DISPOSITION)) {
            answer.set(HeaderNames.CONTENT_TYPE, type + "; charset=UTF-8");
        }
    }
}
