package minutebook.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds one's way in {@code /asyncapi}: from an event to what may come with it. Immutable. */
final class Announced {
    /** The channels: of server-sent events, to users and to auditors, and of Socket.IO. */
    static final String STREAM = "notifications";

    static final String BOOK = "book";

    static final String SOCKETS = "room";

    private final JsonNode document;

    /** By channel, and by the event's name; of what has none, the name is empty. */
    private final Map<String, Map<String, List<Message>>> sent = new LinkedHashMap<>();

    /** By the event that is answered. */
    private final Map<String, List<Message>> replies = new LinkedHashMap<>();

    /**
     * What may come with an event.
     *
     * @param head of the fields beside the data; missing: there are none
     * @param payload missing: there is no data
     */
    record Message(String key, String name, JsonNode head, JsonNode payload) {}

    Announced(JsonNode document) {
        this.document = document;
        for (JsonNode operation : document.path("operations")) {
            if (operation.path("action").asText().equals("send")) {
                for (Message each : messages(operation)) {
                    sent.computeIfAbsent(channel(operation), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(each.name(), _ -> new ArrayList<>())
                            .add(each);
                }
            } else {
                for (Message each : messages(operation)) {
                    replies.put(each.name(), messages(operation.path("reply")));
                }
            }
        }
    }

    private static String channel(JsonNode operation) {
        return last(operation.at("/channel/$ref").asText());
    }

    private static String last(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private List<Message> messages(JsonNode operation) {
        var messages = new ArrayList<Message>();
        for (JsonNode each : operation.path("messages")) {
            messages.add(message(last(resolve(each).path("$ref").asText())));
        }
        return messages;
    }

    /** What may come as this event; empty: there is no such event. */
    List<Message> event(String channel, String name) {
        return sent.getOrDefault(channel, Map.of()).getOrDefault(name, List.of());
    }

    /** What may come as this event on any stream of server-sent events. */
    List<Message> streamed(String name) {
        List<Message> notified = event(STREAM, name);
        return notified.isEmpty() ? event(BOOK, name) : notified;
    }

    /** What may answer this event; empty: it is none that may be said. */
    List<Message> reply(String event) {
        return replies.getOrDefault(event, List.of());
    }

    /** All events that may come, by name. */
    Collection<String> names(String channel) {
        return sent.getOrDefault(channel, Map.of()).keySet();
    }

    /** What a reference leads to; anything else: itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The message of the components with this key. */
    Message message(String key) {
        JsonNode message = document.at("/components/messages/" + key);
        return new Message(
                key,
                message.path("name").asText(),
                message.path("headers"),
                message.path("payload"));
    }
}
