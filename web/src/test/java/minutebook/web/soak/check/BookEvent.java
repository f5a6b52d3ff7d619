package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code book.event}, to the letter.
 *
 * @param text the event as JSON; personal texts in it are encrypted
 * @param actor null: nobody who was logged in
 */
public record BookEvent(
        long position,
        String stream,
        long version,
        String type,
        String text,
        @Nullable Long actor,
        String commandId,
        Instant recordedAt,
        byte[] hash) {

    /** The event, read anew each time. */
    public JsonNode data() {
        return read(text);
    }

    @Override
    public String toString() {
        return "%d %s %s of %s by %s: %s".formatted(position, type, version, stream, actor, text);
    }

    private static JsonNode read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
