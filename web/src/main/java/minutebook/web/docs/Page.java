package minutebook.web.docs;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Something that does not change as long as the server runs, and is the same for everybody. A
 * browser keeps it, and asks each time whether it is still the same.
 */
final class Page {
    private final String mediaType;
    private final byte[] bytes;
    private final String etag;

    Page(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.etag = '"' + sha256(bytes).substring(0, 32) + '"';
    }

    /** Answers with it, or with 304 to who has it already. */
    void send(ServerRequest request, ServerResponse response) {
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
