package minutebook.web.live.engine;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minutebook.web.door.Origins;
import org.jspecify.annotations.Nullable;

/**
 * Judges every request to the endpoint before anything is allocated for it, and hands on nothing
 * that a client wrote but the four calls of {@link Call}: no cookie, no `io` header, no session id
 * but one in the form of ours.
 */
final class WayIn {

    static final String PATH = "/socket.io/";

    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{27}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final HeaderName WS_VERSION = HeaderNames.create("Sec-WebSocket-Version");
    private static final HeaderName WS_KEY = HeaderNames.create("Sec-WebSocket-Key");
    private static final String BEARER = "bearer ";

    private final Origins origins;

    WayIn(Origins origins) {
        this.origins = origins;
    }

    static boolean isHere(HttpPrologue prologue) {
        return prologue.uriPath().rawPath().equals(PATH);
    }

    /** Refuses pages of foreign origins; every other check comes after this one. */
    void checkOrigin(Headers headers) {
        if (!origins.letIn(headers)) {
            throw new Refused(Refusal.FOREIGN_ORIGIN);
        }
    }

    /** A request by polling. */
    Call polling(HttpPrologue prologue, Headers headers, String address) {
        checkOrigin(headers);
        Query query = query(prologue);
        boolean get = prologue.method().equals(Method.GET);
        if (!get && !prologue.method().equals(Method.POST)) {
            throw new Refused(Refusal.WRONG_METHOD);
        }
        query.requireProtocol();
        // A WebSocket would have come as an upgrade.
        query.requireTransport("polling");
        String session = query.session();
        if (get) {
            requireNoBody(headers);
            return session == null
                    ? new Call.Open(visitor(headers, address))
                    : new Call.Poll(session);
        }
        if (session == null) {
            throw new Refused(Refusal.BAD_METHOD);
        }
        return new Call.Post(session, bodyBytes(headers));
    }

    /** A request to become a WebSocket. */
    Call.Socket socket(HttpPrologue prologue, Headers headers, String address) {
        checkOrigin(headers);
        Query query = query(prologue);
        if (!prologue.method().equals(Method.GET)) {
            throw new Refused(Refusal.BAD_METHOD);
        }
        query.requireProtocol();
        query.requireTransport("websocket");
        requireNoBody(headers);
        String key = single(headers, WS_KEY);
        if (!"13".equals(single(headers, WS_VERSION)) || key == null || !isUpgrade(headers)) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        return new Call.Socket(
                query.session(), visitor(headers, address), WebSocketKey.accept(key));
    }

    private static Query query(HttpPrologue prologue) {
        return Query.parse(prologue.query().isEmpty() ? "" : prologue.query().rawValue());
    }

    private static boolean isUpgrade(Headers headers) {
        return headers.all(HeaderNames.CONNECTION, List::of).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade"));
    }

    private static void requireNoBody(Headers headers) {
        String length = single(headers, HeaderNames.CONTENT_LENGTH);
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)
                || (length != null && !length.equals("0"))) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
    }

    private static int bodyBytes(Headers headers) {
        String length = single(headers, HeaderNames.CONTENT_LENGTH);
        if (length == null || headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            throw new Refused(Refusal.NO_LENGTH);
        }
        String type = single(headers, HeaderNames.CONTENT_TYPE);
        if (!LENGTH.matcher(length).matches()
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("text/plain")) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        return Integer.parseInt(length);
    }

    private static Visitor visitor(Headers headers, String address) {
        String authorization = single(headers, HeaderNames.AUTHORIZATION);
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Visitor(address, null);
        }
        return new Visitor(address, authorization.substring(BEARER.length()).strip());
    }

    /** A header that may come once; null if it did not come. */
    private static @Nullable String single(Headers headers, HeaderName name) {
        List<String> values = headers.all(name, List::of);
        if (values.size() > 1) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /**
     * The three parameters that count, each at most once; all others are the client's own affair.
     */
    private record Query(
            @Nullable String protocol, @Nullable String transport, @Nullable String sid) {

        static Query parse(String raw) {
            return new Query(value(raw, "EIO"), value(raw, "transport"), value(raw, "sid"));
        }

        private static @Nullable String value(String raw, String name) {
            String value = null;
            for (String pair : raw.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    if (value != null) {
                        throw new Refused(Refusal.BAD_REQUEST);
                    }
                    value = pair.substring(name.length() + 1);
                }
            }
            return value;
        }

        void requireProtocol() {
            if (!"4".equals(protocol)) {
                throw new Refused(Refusal.OLD_PROTOCOL);
            }
        }

        void requireTransport(String expected) {
            if (!"polling".equals(transport) && !"websocket".equals(transport)) {
                throw new Refused(Refusal.UNKNOWN_TRANSPORT);
            }
            if (!expected.equals(transport)) {
                throw new Refused(Refusal.BAD_REQUEST);
            }
        }

        @Nullable String session() {
            if (sid != null && !SESSION_ID.matcher(sid).matches()) {
                throw new Refused(Refusal.UNKNOWN_SESSION);
            }
            return sid;
        }
    }
}
