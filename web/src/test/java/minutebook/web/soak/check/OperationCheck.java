package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Message;
import minutebook.web.soak.check.Operation.Refused;
import minutebook.web.soak.check.Operation.Request;
import minutebook.web.soak.check.Operation.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Holds how commands ended against the book, and the book against what was asked for: what was
 * acknowledged is there, once; what was refused is not; what nobody knows of is there once, or not;
 * and nothing is there that nobody asked for.
 */
public final class OperationCheck {
    private static final String WHO = "the book";
    private static final String ERASED = "user-erased";

    private final Expectations expectations;
    private final CommandIds commandIds;
    private final Map<String, List<BookEvent>> byName = new HashMap<>();
    private final Set<Long> owned = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();

    private OperationCheck(Expectations expectations, CommandIds commandIds) {
        this.expectations = expectations;
        this.commandIds = commandIds;
        for (BookEvent it : expectations.book()) {
            byName.computeIfAbsent(name(it), _ -> new ArrayList<>()).add(it);
        }
    }

    /**
     * @param from events behind this position are to be somebody's, if such operations make them
     */
    public static List<Difference> of(
            Expectations expectations,
            Collection<Operation> operations,
            CommandIds commandIds,
            long from) {
        var check = new OperationCheck(expectations, commandIds);
        operations.forEach(check::outcome);
        check.strangers(operations, from);
        return check.differences;
    }

    /** What a message was named by its sender, or which command it was: what is done only once. */
    private static String name(BookEvent event) {
        JsonNode data = event.data();
        return event.type().equals("message-sent")
                ? "message %s of %s in %s"
                        .formatted(
                                data.path("client_message_id").asText(),
                                data.path("sender").asLong(),
                                data.path("project").asLong())
                : "command " + event.commandId();
    }

    private String name(Operation operation) {
        Message message = operation.message();
        Request request = operation.request();
        if (message != null) {
            return "message %s of %s in %s"
                    .formatted(message.clientMessageId(), operation.actor(), operation.project());
        } else if (request != null) {
            return "command " + commandIds.of(operation.actor(), request);
        }
        throw new IllegalArgumentException("Nothing tells it from others: " + operation);
    }

    private void outcome(Operation operation) {
        List<BookEvent> events = byName.getOrDefault(name(operation), List.of());
        if (events.size() > 1 && !operation.type().equals(ERASED)) {
            note(Kind.DOUBLE, "has %s for %s".formatted(events, operation));
        } else if (!events.isEmpty() && operation.type().equals(ERASED)) {
            whole(operation, events);
        }
        for (BookEvent it : events) {
            if (!fits(operation, it)) {
                note(Kind.LOST, "has %s for %s".formatted(it, operation));
            }
            if (!owned.add(it.position())) {
                note(Kind.LOST, "has one event for %s and another".formatted(operation));
            }
        }
        switch (operation.outcome()) {
            case Acknowledged(long position) -> {
                if (events.stream().noneMatch(it -> it.position() == position)
                        && !(events.isEmpty() && hadNothingToDo(operation, position))) {
                    note(Kind.LOST, "does not have %s, but %s".formatted(operation, events));
                }
            }
            case Refused _ -> {
                if (!events.isEmpty()) {
                    note(Kind.INVENTED, "has %s for %s".formatted(events, operation));
                }
            }
            case Unknown _ -> {
                // There or not: either is right.
            }
        }
    }

    /** Who is erased owns nothing that is not deleted with them: one command, many events. */
    private void whole(Operation operation, List<BookEvent> events) {
        long before = events.getFirst().position() - 1;
        long projects = expectations.teams().ownedAt(operation.actor(), before);
        long last = events.getLast().position();
        if (events.size() != projects + 1 || last != before + events.size()) {
            note(Kind.BROKEN, "has %s for %s, who owns %d".formatted(events, operation, projects));
        }
    }

    /** A role that somebody has, or has not, is granted or taken by nothing to do. */
    private boolean hadNothingToDo(Operation operation, long position) {
        Request request = operation.request();
        boolean granting = operation.type().equals("role-granted");
        if (request == null || !(granting || operation.type().equals("role-revoked"))) {
            return false;
        }
        String whom = request.path().substring(request.path().lastIndexOf('/') + 1);
        return expectations.wasAdmin(Long.parseLong(whom), position) == granting;
    }

    private static boolean fits(Operation operation, BookEvent event) {
        JsonNode data = event.data();
        boolean isOfErasure =
                operation.type().equals(ERASED) && event.type().equals("project-deleted");
        return (event.type().equals(operation.type()) || isOfErasure)
                && Objects.equals(event.actor(), operation.actor())
                && (operation.project() == 0
                        || operation.project() == data.path("project").asLong())
                && fits(operation.message(), data);
    }

    private static boolean fits(@Nullable Message message, JsonNode data) {
        return message == null || message.receiver() == data.path("receiver").asLong();
    }

    /** Events that nobody asked for. */
    private void strangers(Collection<Operation> operations, long from) {
        Set<String> types = new HashSet<>();
        operations.forEach(it -> types.add(it.type()));
        for (BookEvent event : expectations.book()) {
            if (event.position() > from
                    && types.contains(event.type())
                    && !owned.contains(event.position())) {
                note(Kind.INVENTED, "has %s, for which nobody asked".formatted(event));
            }
        }
    }

    private void note(Kind kind, String what) {
        differences.add(new Difference(kind, WHO, what));
    }
}
