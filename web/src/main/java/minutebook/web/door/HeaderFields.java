package minutebook.web.door;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import minutebook.web.door.Head.Framing;
import minutebook.web.door.Lines.Malformed;
import minutebook.web.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The header lines of one request: those that say where it ends and to whom it goes are judged, the
 * claims of strangers about where it comes from are left out, the others are only written anew.
 */
final class HeaderFields {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** Told by proxies, of which strangers may pretend to be one. */
    private static final Set<String> CLAIMS =
            Set.of("forwarded", "x-helidon-cn", "x-real-ip", "x-request-id");

    /** What may stand in a line of the log, and means nothing to a shell or a browser. */
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final boolean isProxyTrusted;
    private final StringBuilder text = new StringBuilder(512);
    private @Nullable String host;
    private @Nullable String length;
    private @Nullable String coding;
    private @Nullable String origin;
    private @Nullable String requestId;
    private boolean isForwarded;
    private boolean expectsContinue;
    private boolean asksToClose;

    HeaderFields(boolean isProxyTrusted) {
        this.isProxyTrusted = isProxyTrusted;
    }

    /** Takes one line; a line that continues the one before it is none. */
    void add(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line).region(0, colon).matches()) {
            throw new Malformed();
        }
        String name = line.substring(0, colon);
        String value = trimmed(line, colon + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        noteProxy(lower, value);
        if (!isClaim(lower) && !isExpectation(lower, value)) {
            text.append(name).append(": ").append(judged(lower, value)).append("\r\n");
        }
    }

    private void noteProxy(String name, String value) {
        isForwarded |= name.equals("forwarded") || name.startsWith("x-forwarded-");
        if (name.equals("x-request-id") && isProxyTrusted && REQUEST_ID.matcher(value).matches()) {
            requestId = value;
        }
    }

    private boolean isClaim(String name) {
        return name.equals("x-forwarded-for")
                ? !isProxyTrusted
                : CLAIMS.contains(name) || name.startsWith("x-forwarded-");
    }

    /** The door itself says when to go on: Helidon would forget a body that it did not ask for. */
    private boolean isExpectation(String name, String value) {
        if (!name.equals("expect")) {
            return false;
        }
        if (!value.equalsIgnoreCase("100-continue")) {
            throw Problem.of(417, "What the request expects is not known here.");
        }
        expectsContinue = true;
        return true;
    }

    private String judged(String name, String value) {
        switch (name) {
            case "host" -> host = once(host, value);
            case "content-length" -> length = once(length, value);
            case "transfer-encoding" -> {
                coding = once(coding, value.toLowerCase(Locale.ROOT));
                return coding;
            }
            case "origin" -> origin = origin == null ? value : origin + ", " + value;
            case "connection" -> asksToClose |= namesClose(value);
            default -> {}
        }
        return value;
    }

    private static String once(@Nullable String before, String value) {
        if (before != null) {
            throw new Malformed();
        }
        return value;
    }

    private static boolean namesClose(String value) {
        for (String token : value.split(",", -1)) {
            if (token.strip().equalsIgnoreCase("close")) {
                return true;
            }
        }
        return false;
    }

    private static String trimmed(String line, int from) {
        int start = from;
        int end = line.length();
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** All lines, each with its end. */
    String text() {
        return text.toString();
    }

    /** The one host. */
    String host() {
        if (host == null || host.isEmpty()) {
            throw new Malformed();
        }
        return host;
    }

    /** Where the body ends, if the headers say so in one way only. */
    Framing framing(long bytesMax) {
        if (coding != null) {
            if (length != null || !coding.equals("chunked")) {
                throw new Malformed();
            }
            return new Framing.Chunked();
        }
        if (length == null) {
            return new Framing.None();
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new Malformed();
        }
        long bytes = Long.parseLong(length);
        if (bytes > bytesMax) {
            throw Problem.of(413, "The body is too large.");
        }
        return bytes == 0 ? new Framing.None() : new Framing.Length(bytes);
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    boolean asksToClose() {
        return asksToClose;
    }

    @Nullable String origin() {
        return origin;
    }

    /** What a trusted proxy calls the request; null: nothing, or nothing that can be used. */
    @Nullable String requestId() {
        return requestId;
    }

    /** Whether it says that it comes by way of a proxy, trusted or not. */
    boolean isForwarded() {
        return isForwarded;
    }
}
