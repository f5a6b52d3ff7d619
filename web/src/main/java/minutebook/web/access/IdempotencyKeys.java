package minutebook.web.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.events.digest.Hmac;
import minutebook.web.http.Body;
import minutebook.web.http.Problem;

/**
 * Makes of {@code Idempotency-Key}, user, method and path the id of a command, and of its body what
 * it is recognised by; both with a secret of the server, since the book is read by others.
 * Thread-safe.
 */
final class IdempotencyKeys {
    private static final HeaderName HEADER = HeaderNames.create("Idempotency-Key");
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Hmac hmac;

    /** {@code secret}: for ever the same for one book. */
    IdempotencyKeys(byte[] secret) {
        this.hmac = new Hmac(secret);
    }

    /** The id of the command that {@code caller} sent; a fresh one if they gave it no key. */
    CommandId of(ServerRequest request, UserId caller) {
        if (!request.headers().contains(HEADER)) {
            return CommandId.fresh();
        }
        String key = request.headers().get(HEADER).get();
        if (request.headers().get(HEADER).valueCount() != 1 || !FORM.matcher(key).matches()) {
            throw Problem.of(400, "An Idempotency-Key is one text of 1 to 255 ASCII characters.");
        }
        // None of the parts can hold a line feed, so that no two requests make one text.
        String scope =
                String.join(
                        "\n",
                        caller.toString(),
                        request.prologue().method().text(),
                        path(request),
                        key);
        byte[] name = hmac.of(scope.getBytes(StandardCharsets.UTF_8));
        String content = HexFormat.of().formatHex(hmac.of(Body.bytes(request)));
        return CommandId.repeatable(uuid(name), content);
    }

    private static String path(ServerRequest request) {
        String path = request.path().path();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Version 8: the bits are ours (RFC 9562, 5.8). */
    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = (buffer.getLong() & 0xffffffff_ffff0fffL) | 0x8000L;
        long low = (buffer.getLong() & 0x3fffffff_ffffffffL) | 0x80000000_00000000L;
        return new UUID(high, low);
    }
}
