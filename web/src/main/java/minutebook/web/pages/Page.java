package minutebook.web.pages;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import minutebook.events.digest.Sha256;

/**
 * Something that does not change as long as the server runs, and is the same for everybody. A
 * browser keeps it, and asks each time whether it is still the same.
 */
public final class Page {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8");

    private final String mediaType;
    private final byte[] bytes;
    private final String etag;

    public Page(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.etag = '"' + HexFormat.of().formatHex(Sha256.of(bytes), 0, 16) + '"';
    }

    /** A file of the program, of the type that its name's end tells: html, css or js. */
    public static Page of(String file, byte[] bytes) {
        String mediaType = MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        return new Page(Objects.requireNonNull(mediaType, file), bytes);
    }

    /** Answers with it, or with 304 to who has it already. */
    public void send(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ETAG, etag).header(HeaderNames.CACHE_CONTROL, "no-cache");
        if (isKnown(request)) {
            response.status(304).send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, mediaType).send(bytes);
        }
    }

    private boolean isKnown(ServerRequest request) {
        String known = request.headers().first(HeaderNames.IF_NONE_MATCH).orElse("");
        // Compared weakly (RFC 9110, 13.1.2), since a proxy that packs makes a weak one of it.
        return Arrays.stream(known.split(","))
                .map(it -> it.strip().replaceFirst("^W/", ""))
                .anyMatch(it -> it.equals(etag) || it.equals("*"));
    }
}
