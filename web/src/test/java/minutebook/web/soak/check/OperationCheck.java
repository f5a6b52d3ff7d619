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
import minutebook.web.soak.check.Operation.Unknown;
import minutebook.web.soak.check.Talk.Said;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was acknowledged against the book, and the book against what was asked for: all that
 * was acknowledged is there, and nothing is there that nobody asked for, or was asked for once and
 * done twice.
 */
public final class OperationCheck {
    private static final String WHO = "the book";

    private final Expectations expectations;
    private final Map<Long, Operation> done = new HashMap<>();
    private final List<Operation> unknown = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    private OperationCheck(Expectations expectations) {
        this.expectations = expectations;
    }

    /**
     * @param from events behind this position are to be somebody's, if such operations make them
     */
    public static List<Difference> of(
            Expectations expectations, Collection<Operation> operations, long from) {
        var check = new OperationCheck(expectations);
        operations.forEach(check::outcome);
        check.strangers(operations, from);
        check.messages();
        return check.differences;
    }

    private void outcome(Operation operation) {
        if (operation.outcome() instanceof Unknown) {
            unknown.add(operation);
        } else if (operation.outcome() instanceof Acknowledged(long position)) {
            Operation other = done.put(position, operation);
            if (other != null) {
                note(Kind.LOST, "%s and %s have one event".formatted(other, operation));
            }
            if (position < 1 || position > expectations.head()) {
                note(Kind.LOST, "does not have " + operation);
            } else if (!fits(operation, expectations.book().get((int) position - 1))) {
                note(Kind.LOST, "has something else for " + operation);
            }
        }
    }

    private static boolean fits(Operation operation, BookEvent event) {
        JsonNode data = event.data();
        return event.type().equals(operation.type())
                && Objects.equals(event.actor(), operation.actor())
                && (operation.project() == 0
                        || operation.project() == data.path("project").asLong())
                && fits(operation.message(), data);
    }

    private static boolean fits(@Nullable Message message, JsonNode data) {
        if (message == null) {
            return true;
        }
        return message.clientMessageId().equals(data.path("client_message_id").asText())
                && message.receiver() == data.path("receiver").asLong();
    }

    /** Events that no answer explains, and none that is still owed. */
    private void strangers(Collection<Operation> operations, long from) {
        Set<String> types = new HashSet<>();
        operations.forEach(it -> types.add(it.type()));
        for (BookEvent event : expectations.book()) {
            if (event.position() > from
                    && types.contains(event.type())
                    && !done.containsKey(event.position())
                    && !isOwed(event)) {
                note(Kind.INVENTED, "has %s, which nobody was told is done".formatted(event));
            }
        }
    }

    private boolean isOwed(BookEvent event) {
        for (Operation it : unknown) {
            if (fits(it, event)) {
                return unknown.remove(it);
            }
        }
        return false;
    }

    private void messages() {
        record Name(long sender, long project, String clientMessageId) {}
        Set<Name> names = new HashSet<>();
        for (Said it : expectations.talk().all()) {
            if (!names.add(new Name(it.sender(), it.project(), it.clientMessageId()))) {
                note(Kind.DOUBLE, "has this message twice: " + it.event());
            }
        }
    }

    private void note(Kind kind, String what) {
        differences.add(new Difference(kind, WHO, what));
    }
}
