package minutebook.web.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.http.HeaderNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minutebook.web.door.Lines.Malformed;
import minutebook.web.door.Lines.TooLong;
import minutebook.web.http.Problem;

/**
 * Reads a request's head to its end before anybody else sees a byte of it, and refuses what is not
 * plainly one request: RFC 9112, without what it lets old senders do.
 */
final class HeadReader {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}");
    private static final Pattern TARGET = Pattern.compile("[!-~]+");
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?#]+)([/?].*|)");
    private static final Pattern OTHER_VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final int LINE_END = 2;

    private final RawInput raw;
    private final DoorLimits limits;
    private final boolean forwardedForIsTrusted;
    private final Lines lines;
    private long deadlineNanoTime;

    HeadReader(RawInput raw, DoorLimits limits, boolean forwardedForIsTrusted) {
        this.raw = raw;
        this.limits = limits;
        this.forwardedForIsTrusted = forwardedForIsTrusted;
        this.lines = new Lines(raw, this::await);
    }

    /**
     * Reads the request that has begun; blocks.
     *
     * @throws Problem if somebody asked in a form that is not taken
     */
    Head next() {
        try {
            deadlineNanoTime = System.nanoTime() + limits.headWithin().toNanos();
            return read();
        } catch (Malformed malformed) {
            throw malformed();
        } catch (RawInput.TooSlow slow) {
            throw Problem.of(408, "The request did not come in time.");
        }
    }

    /**
     * One deadline for the whole head: each single byte may come in time, and the last one never.
     */
    private void await() {
        long left = deadlineNanoTime - System.nanoTime();
        if (left <= 0) {
            throw RawInput.tooSlow();
        }
        raw.await(left);
    }

    private Head read() {
        String first = requestLine();
        requireVersion(first);
        int left = limits.headBytesMax() - first.length() - LINE_END;
        var fields = new HeaderFields(forwardedForIsTrusted);
        for (int count = 0; ; count++) {
            String line = headerLine(left);
            if (line.isEmpty()) {
                break;
            }
            if (count == limits.headerLinesMax()) {
                throw tooLarge();
            }
            left -= line.length() + LINE_END;
            fields.add(line);
        }
        String text = startLine(first, fields.host()) + "\r\n" + fields.text() + "\r\n";
        return new Head(
                text.getBytes(ISO_8859_1),
                fields.framing(limits.bodyBytesMax()),
                fields.expectsContinue(),
                fields.asksToClose(),
                fields.origin(),
                fields.requestId(),
                fields.isForwarded());
    }

    private String requestLine() {
        try {
            return lines.next(limits.requestLineBytesMax());
        } catch (TooLong tooLong) {
            throw Problem.of(414, "The address is too long.");
        }
    }

    /** Before the headers: of another version, nobody knows how they are written. */
    private static void requireVersion(String line) {
        String version = line.substring(line.lastIndexOf(' ') + 1);
        if (!version.equals("HTTP/1.1")) {
            throw OTHER_VERSION.matcher(version).matches()
                    ? Problem.of(505, "This server speaks HTTP/1.1.")
                    : new Malformed();
        }
    }

    private String headerLine(int left) {
        try {
            return lines.next(left);
        } catch (TooLong tooLong) {
            throw tooLarge();
        }
    }

    /** The first line, its address without scheme and host, which must be those of the header. */
    private static String startLine(String line, String host) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3
                || !METHOD.matcher(parts[0]).matches()
                || !TARGET.matcher(parts[1]).matches()) {
            throw new Malformed();
        }
        if (parts[0].equals("CONNECT")) {
            throw Problem.of(405, "This server is no proxy.")
                    .withHeader(HeaderNames.ALLOW.defaultCase(), "GET, POST, PUT, DELETE");
        }
        return parts[0] + " " + queryForHelidon(path(parts[1], host)) + " HTTP/1.1";
    }

    /** A colon may stand in a query (RFC 3986, 3.4), as in a time; Helidon 4.1.7 refuses it. */
    private static String queryForHelidon(String path) {
        int query = path.indexOf('?');
        return query < 0
                ? path
                : path.substring(0, query) + path.substring(query).replace(":", "%3A");
    }

    private static String path(String target, String host) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches() || !absolute.group(1).equalsIgnoreCase(host)) {
            throw new Malformed();
        }
        String path = absolute.group(2);
        return path.startsWith("/") ? path : "/" + path;
    }

    static Problem malformed() {
        return Problem.of(400, "The request is not well-formed.");
    }

    private static Problem tooLarge() {
        return Problem.of(431, "The headers are too large.");
    }
}
