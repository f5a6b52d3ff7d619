package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Message;
import minutebook.web.soak.check.Operation.Request;
import org.jspecify.annotations.Nullable;

/**
 * A small book of four people: Anna owns a project, Cleo coaches, Ben takes part, is removed and
 * comes back; Dora is a stranger. Second by second, one event each.
 */
final class PaperBook {
    static final String EPOCH = "e5";
    static final long ANNA = 1;
    static final long BEN = 2;
    static final long CLEO = 3;
    static final long DORA = 4;
    static final long BRIDGE = 5;

    /** The positions of events, by what they are. */
    static final long CREATED = 1;

    static final long FIRST_MESSAGE = 2;
    static final long RENAMED = 3;
    static final long PRIVATE_TO_CLEO = 4;
    static final long BEN_REMOVED = 5;
    static final long WHILE_BEN_IS_AWAY = 6;
    static final long BEN_BACK = 7;
    static final long LAST_MESSAGE = 8;
    static final long CLEO_WITHDRAWN = 9;
    static final long HEAD = 9;

    static final Instant BEGIN = Instant.parse("2026-01-02T03:04:00Z");

    private final List<BookEvent> events = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();

    PaperBook() {
        project(
                "project-created",
                "\"owner\":1,\"title\":\"Bridge\",\"coaches\":[3],\"participants\":[2]");
        message("m1", null);
        project("project-renamed", "\"title\":\"Tunnel\"");
        message("m2", CLEO);
        project("participant-removed", "\"participant\":2");
        message("m3", null);
        project("participant-invited", "\"participant\":2");
        message("m4", null);
        project("coach-withdrawn", "\"coach\":3");
    }

    private void project(String type, String data) {
        add("project-5", type, "{\"project\":5," + data + "}");
    }

    private void message(String name, @Nullable Long receiver) {
        add(
                "room-5",
                "message-sent",
                """
                {"project":5,"sender":1,"receiver":%s,"content":"sealed","client_message_id":"%s"}"""
                        .formatted(receiver, name));
    }

    private void add(String stream, String type, String data) {
        long position = events.size() + 1L;
        byte[] last = events.isEmpty() ? new byte[32] : events.getLast().hash();
        var event =
                new BookEvent(
                        position,
                        stream,
                        versions.merge(stream, 1L, Long::sum),
                        type,
                        data,
                        ANNA,
                        new UUID(0, position).toString(),
                        at(position),
                        new byte[32]);
        events.add(with(event, data, ChainCheck.hash(last, event)));
    }

    static BookEvent with(BookEvent it, String text, byte[] hash) {
        return new BookEvent(
                it.position(),
                it.stream(),
                it.version(),
                it.type(),
                text,
                it.actor(),
                it.commandId(),
                it.recordedAt(),
                hash);
    }

    /** When the event there was recorded; clients get it a little later. */
    static Instant at(long position) {
        return BEGIN.plusSeconds(position);
    }

    static String id(long position) {
        return EPOCH + "-" + position;
    }

    List<BookEvent> events() {
        return List.copyOf(events);
    }

    Expectations expectations() {
        return new Expectations(events, EPOCH, people());
    }

    static Map<Long, ObjectNode> people() {
        return Map.of(
                ANNA, person(ANNA, "anna"),
                BEN, person(BEN, "ben"),
                CLEO, person(CLEO, "cleo"),
                DORA, person(DORA, "dora"));
    }

    private static ObjectNode person(long id, String name) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("username", name);
    }

    /** All that Anna did, as she was told. */
    List<Operation> operations() {
        return events.stream().map(it -> operation(it, new Acknowledged(it.position()))).toList();
    }

    static Operation operation(BookEvent event, Operation.Outcome outcome) {
        boolean says = event.type().equals("message-sent");
        return new Operation(
                event.type(),
                ANNA,
                BRIDGE,
                says ? message(event) : null,
                says ? null : request(event.commandId()),
                outcome);
    }

    /** Here a key is a command's id. */
    static Request request(String commandId) {
        return new Request("PUT", "/", commandId);
    }

    private static Message message(BookEvent event) {
        String name = event.data().path("client_message_id").asText();
        return new Message(name, "Text of " + name, event.data().path("receiver").asLong());
    }

    /** The message there as a client gets it. */
    String item(long id) {
        BookEvent event = events.get((int) id - 1);
        String name = event.data().path("client_message_id").asText();
        ObjectNode item =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("content", "Text of " + name)
                        .putNull("file_name")
                        .putNull("file_base64")
                        .put(
                                "created_at",
                                DateTimeFormatter.ofPattern("MM/dd/yyyy, HH:mm")
                                        .withZone(ZoneOffset.UTC)
                                        .format(event.recordedAt()))
                        .put("event_id", id(id));
        item.set("sender", person(ANNA, "anna"));
        boolean toAll = event.data().path("receiver").isNull();
        item.set("receiver", toAll ? JsonNodeFactory.instance.nullNode() : person(CLEO, "cleo"));
        return item.toString();
    }
}
