package minutebook.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.web.docs.Announced.Message;
import org.jspecify.annotations.Nullable;

/**
 * Holds what comes live against the document: each event's name, its fields, and each key of its
 * data; and each ack. All methods throw an {@link AssertionError} that says what the document does
 * not say. Thread-safe.
 */
public final class EventCheck {
    /** Against what this server itself says. */
    public static final EventCheck OURS = new EventCheck(Document.asyncApi().json());

    private static final String REMEDY =
            "\nMend it, or say it in web/src/main/resources/minutebook/web/docs/asyncapi.yaml"
                    + " (docs/add-a-feature.md).";
    private static final int SHOWN_CHARS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Announced document;
    private final Schemas schemas;

    EventCheck(JsonNode document) {
        this.document = new Announced(document);
        this.schemas = new Schemas(document);
    }

    /** A block of a stream of server-sent events: its fields, {@code data} among them. */
    public void block(Map<String, String> fields) {
        ObjectNode head = JSON.createObjectNode();
        fields.forEach(
                (name, value) -> {
                    if (name.equals("retry") && value.matches("[0-9]{1,9}")) {
                        head.put(name, Integer.parseInt(value));
                    } else if (!name.equals("data")) {
                        head.put(name, value);
                    }
                });
        String event = fields.getOrDefault("event", "");
        check(
                "the stream told " + fields,
                document.streamed(event),
                head,
                parse(fields.get("data")));
    }

    /** An event that came to a socket, with all its arguments. */
    public void event(String name, List<JsonNode> arguments) {
        check(
                "a socket heard '" + name + "' " + arguments,
                document.event(Announced.SOCKETS, name),
                MissingNode.getInstance(),
                single(arguments));
    }

    /** The answer to an event that was sent, with all its arguments. */
    public void ack(String event, List<JsonNode> arguments) {
        List<Message> replies = document.reply(event);
        check(
                "the ack of '" + event + "' was " + arguments,
                // What is no event is answered nevertheless: that there is none such.
                replies.isEmpty() ? List.of(document.message("refused")) : replies,
                MissingNode.getInstance(),
                single(arguments));
    }

    /** Why a socket was not let in: what a client shows as {@code connect_error}. */
    public void refusal(List<JsonNode> arguments) {
        ack("connect", arguments);
    }

    /** Missing: there is not exactly one, which then fits nothing. */
    private static JsonNode single(List<JsonNode> arguments) {
        return arguments.size() == 1 ? arguments.getFirst() : MissingNode.getInstance();
    }

    private void check(String what, List<Message> documented, JsonNode head, JsonNode payload) {
        List<String> closest = List.of("there is no such event");
        for (Message each : documented) {
            List<String> faults = faults(each, head, payload);
            if (faults.isEmpty()) {
                return;
            }
            if (each.equals(documented.getFirst()) || faults.size() < closest.size()) {
                closest = faults;
            }
        }
        String shown = what.length() > SHOWN_CHARS ? what.substring(0, SHOWN_CHARS) + "…" : what;
        throw new AssertionError(
                shown
                        + ", otherwise than /asyncapi says:\n  "
                        + String.join("\n  ", closest)
                        + REMEDY);
    }

    private List<String> faults(Message message, JsonNode head, JsonNode payload) {
        var faults = new ArrayList<>(faults("head", message.head(), head));
        faults.addAll(faults("data", message.payload(), payload));
        faults.replaceAll(fault -> message.key() + ": " + fault);
        return faults;
    }

    private List<String> faults(String part, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode() || value.isMissingNode()) {
            boolean asSaid = schema.isMissingNode() && value.isMissingNode();
            return asSaid
                    ? List.of()
                    : List.of(part + (value.isMissingNode() ? " is missing" : ""));
        }
        return schemas.faults(schema, value);
    }

    private static JsonNode parse(@Nullable String data) {
        try {
            return data == null ? MissingNode.getInstance() : JSON.readTree(data);
        } catch (IOException malformed) {
            throw new AssertionError("the stream told data that is not JSON: " + data, malformed);
        }
    }
}
