package minutebook.web.soak.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minutebook.web.soak.check.Difference.Kind;
import org.jspecify.annotations.Nullable;

/** Walks the book: positions, versions, times, and the chain of hashes (contract, part 6). */
public final class ChainCheck {
    private ChainCheck() {}

    public static List<Difference> of(List<BookEvent> book) {
        var differences = new ArrayList<Difference>();
        Map<String, Long> versions = new HashMap<>();
        byte[] hash = new byte[32];
        Instant time = Instant.MIN;
        long position = 0;
        for (BookEvent event : book) {
            position++;
            long version = versions.merge(event.stream(), 1L, Long::sum);
            hash = hash(hash, event);
            if (event.position() != position) {
                return noted(differences, "has %s instead of %d".formatted(event, position));
            } else if (event.version() != version) {
                return noted(differences, "has %s instead of %d".formatted(event, version));
            } else if (event.recordedAt().isBefore(time)) {
                noted(differences, "goes back in time at " + event);
            } else if (!Arrays.equals(hash, event.hash())) {
                return noted(differences, "has another hash at " + event);
            }
            time = event.recordedAt();
        }
        return differences;
    }

    private static List<Difference> noted(List<Difference> differences, String what) {
        differences.add(new Difference(Kind.BROKEN, "the book", what));
        return differences;
    }

    /** The hash of an event that follows the one with hash {@code last}. */
    static byte[] hash(byte[] last, BookEvent event) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(last);
            out.writeLong(event.position());
            out.writeLong(event.version());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, event.recordedAt()));
            text(out, event.stream());
            text(out, event.type());
            text(out, event.actor() == null ? null : event.actor().toString());
            text(out, event.commandId());
            text(out, event.text());
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
