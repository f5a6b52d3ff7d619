package minutebook.events.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The chain that makes the book tamper-evident: each event's hash covers the event and the hash
 * before it. Part 6 of the contract:
 *
 * <p>SHA-256(previous hash (before the first: 32 zero bytes) ‖ position ‖ version ‖ time in µs
 * since 1970, each 8 bytes big-endian ‖ stream, type, actor, command id, data as text, each as 4
 * bytes of length, big-endian, and UTF-8; absent: length -1).
 */
public final class HashChain {
    private final MessageDigest digest;
    private final ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES);
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private byte[] last;

    /** A chain that goes on behind the event with hash {@code last}. For one thread at a time. */
    public HashChain(byte[] last) {
        this.last = last.clone();
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The hash of the next event. */
    public byte[] add(StoredEvent event) {
        digest.update(last);
        numbers.clear()
                .putLong(event.position())
                .putLong(event.version())
                .putLong(microseconds(event.recordedAt()));
        digest.update(numbers.array());
        text(event.stream().name());
        text(event.type());
        text(event.actor() == null ? null : event.actor().toString());
        text(event.commandId().toString());
        text(event.data());
        last = digest.digest();
        return last.clone();
    }

    static long microseconds(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void text(@Nullable String text) {
        if (text == null) {
            digest.update(length.clear().putInt(-1).array());
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(length.clear().putInt(bytes.length).array());
        digest.update(bytes);
    }
}
