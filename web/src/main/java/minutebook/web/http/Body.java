package minutebook.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that came with a request, field by field. What is absent or null reads as empty;
 * what has another type is noted, and {@link #requireTypes} refuses it, all of it at once. Unknown
 * fields are ignored. For one thread.
 */
public final class Body {
    private static final int SIZE_MAX = 64 * 1024;
    private static final int USERS_MAX = 1_000;

    private final JsonNode object;
    private final Map<String, String> faults = new LinkedHashMap<>();

    public Body(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a request's body, at most 64 kB.
     *
     * @throws Problem 413 too large, 415 not JSON, 400 malformed, or no object
     */
    public static Body of(ServerRequest request) {
        byte[] text = bytes(request);
        if (text.length > 0) {
            requireJson(request);
        }
        try {
            JsonNode node = Json.read(text);
            if (text.length > 0 && !node.isObject()) {
                throw Problem.of(400, "The body must be a JSON object.");
            }
            return new Body(node);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw Problem.of(400, "The body is not well-formed JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireJson(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Problem.of(415, "The body must be JSON: Content-Type: application/json.");
        }
    }

    /** The bytes of a request's body, at most 64 kB; it is read once and remembered. */
    public static byte[] bytes(ServerRequest request) {
        return request.context().get(Bytes.class).orElseGet(() -> read(request)).bytes();
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
    private record Bytes(byte[] bytes) {}

    private static Bytes read(ServerRequest request) {
        var read = new Bytes(receive(request));
        request.context().register(read);
        return read;
    }

    private static byte[] receive(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > SIZE_MAX) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(SIZE_MAX + 1);
            if (bytes.length > SIZE_MAX) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem tooLarge() {
        return Problem.of(413, "The body must be at most 64 kB.")
                .withHeader(HeaderNames.CONNECTION.defaultCase(), "close");
    }

    /** A text; absent: the empty one. */
    public String text(String field) {
        return Optional.ofNullable(textOrNull(field)).orElse("");
    }

    public @Nullable String textOrNull(String field) {
        JsonNode value = object.path(field);
        if (value.isTextual()) {
            return value.textValue();
        }
        if (isThere(value)) {
            faults.put(field, "'" + field + "' must be a string.");
        }
        return null;
    }

    /** A whole number; absent: null. */
    public @Nullable Long numberOrNull(String field) {
        JsonNode value = object.path(field);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (isThere(value)) {
            faults.put(field, "'" + field + "' must be an integer.");
        }
        return null;
    }

    /** A text, or a whole number as one; absent: null. */
    public @Nullable String numberOrTextOrNull(String field) {
        JsonNode value = object.path(field);
        if (value.isTextual() || value.isIntegralNumber()) {
            return value.asText();
        }
        if (isThere(value)) {
            faults.put(field, "'" + field + "' must be an integer or a string.");
        }
        return null;
    }

    /** True or false, which must be there. */
    public Optional<Boolean> flag(String field) {
        JsonNode value = object.path(field);
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        faults.put(
                field,
                isThere(value)
                        ? "'" + field + "' must be true or false."
                        : "'" + field + "' is required.");
        return Optional.empty();
    }

    /** A user's id that must be there. */
    public Optional<UserId> user(String field) {
        Long number = numberOrNull(field);
        if (number != null && number > 0) {
            return Optional.of(new UserId(number));
        }
        faults.putIfAbsent(
                field,
                number == null
                        ? "'" + field + "' is required."
                        : "'" + field + "' must be a user's id.");
        return Optional.empty();
    }

    /** Ids of users, at most 1,000, so that nobody makes us look up more; absent: none. */
    public List<UserId> users(String field) {
        JsonNode value = object.path(field);
        if (!value.isArray()) {
            if (isThere(value)) {
                faults.put(field, "'" + field + "' must be a list of users' ids.");
            }
            return List.of();
        }
        if (value.size() > USERS_MAX) {
            faults.put(field, "'" + field + "' must have at most " + USERS_MAX + " ids.");
            return List.of();
        }
        var users = new ArrayList<UserId>();
        for (JsonNode each : value) {
            if (each.isIntegralNumber() && each.canConvertToLong() && each.longValue() > 0) {
                users.add(new UserId(each.longValue()));
            } else {
                faults.put(field, "'" + field + "' must be a list of users' ids.");
            }
        }
        return users;
    }

    private static boolean isThere(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** Refuses what had another type than was read, or was missing: 400. */
    public Body requireTypes() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return this;
    }
}
