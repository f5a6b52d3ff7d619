package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.CLEO;
import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.RENAMED;
import static minutebook.web.soak.check.PaperBook.WHILE_BEN_IS_AWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Message;
import minutebook.web.soak.check.Operation.Refused;
import minutebook.web.soak.check.Operation.Unknown;
import org.junit.jupiter.api.Test;

/** A checker of commands that nothing gets past. */
class OperationCheckTest {
    private final PaperBook book = new PaperBook();
    private final List<Operation> operations = new ArrayList<>(book.operations());

    @Test
    void what_was_acknowledged_and_is_there_makes_no_difference() {
        assertEquals(List.of(), kinds());
    }

    @Test
    void what_was_acknowledged_and_is_not_there_is_lost() {
        operations.add(command("never", new Acknowledged(HEAD + 1)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_was_acknowledged_and_is_elsewhere_is_lost() {
        operations.set(at(RENAMED), outcome(RENAMED, new Acknowledged(FIRST_MESSAGE)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_was_acknowledged_and_is_something_else_is_lost() {
        Operation it = operations.get(at(RENAMED));
        operations.set(
                at(RENAMED),
                new Operation(
                        "project-deleted",
                        it.actor(),
                        it.project(),
                        null,
                        it.request(),
                        it.outcome()));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void a_message_to_somebody_else_is_lost() {
        Operation it = operations.get(at(FIRST_MESSAGE));
        Message said = Objects.requireNonNull(it.message());
        operations.set(
                at(FIRST_MESSAGE),
                new Operation(
                        it.type(),
                        it.actor(),
                        it.project(),
                        new Message(said.clientMessageId(), said.content(), CLEO),
                        null,
                        it.outcome()));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void two_commands_do_not_share_one_event() {
        operations.add(operations.getFirst());
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_was_refused_and_is_there_is_invented() {
        operations.set(at(RENAMED), outcome(RENAMED, new Refused("no")));
        assertEquals(List.of(Kind.INVENTED), kinds());

        operations.set(at(FIRST_MESSAGE), outcome(FIRST_MESSAGE, new Refused("no")));
        assertEquals(List.of(Kind.INVENTED, Kind.INVENTED), kinds());
    }

    @Test
    void what_nobody_asked_for_is_invented() {
        operations.remove(at(FIRST_MESSAGE));
        assertEquals(List.of(Kind.INVENTED), kinds());
    }

    @Test
    void what_nobody_knows_of_may_have_been_done_or_not() {
        operations.set(at(RENAMED), outcome(RENAMED, new Unknown()));
        operations.set(at(FIRST_MESSAGE), outcome(FIRST_MESSAGE, new Unknown()));
        operations.add(command("never", new Unknown()));
        assertEquals(List.of(), kinds());
    }

    @Test
    void what_was_done_twice_is_doubled_whatever_its_sender_knows() {
        List<BookEvent> twice = new ArrayList<>(book.events());
        BookEvent first = twice.get(at(FIRST_MESSAGE));
        BookEvent third = twice.get(at(WHILE_BEN_IS_AWAY));
        twice.set(at(WHILE_BEN_IS_AWAY), PaperBook.with(third, first.text(), third.hash()));
        var expectations = new Expectations(twice, PaperBook.EPOCH, PaperBook.people());
        operations.remove(at(WHILE_BEN_IS_AWAY));
        assertEquals(List.of(Kind.DOUBLE), kinds(expectations));

        operations.set(at(FIRST_MESSAGE), outcome(FIRST_MESSAGE, new Unknown()));
        assertEquals(List.of(Kind.DOUBLE), kinds(expectations));
    }

    @Test
    void a_role_is_taken_by_nothing_to_do_only_from_who_has_none() {
        var take = new Operation.Request("DELETE", "/api/v1/users/admin/3", "never");
        operations.add(
                new Operation(
                        "role-revoked", PaperBook.ANNA, 0, null, take, new Acknowledged(HEAD)));
        assertEquals(List.of(), kinds());

        var grant = new Operation.Request("POST", "/api/v1/users/admin/3", "never");
        operations.add(
                new Operation(
                        "role-granted", PaperBook.ANNA, 0, null, grant, new Acknowledged(HEAD)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    private Operation outcome(long position, Operation.Outcome outcome) {
        return PaperBook.operation(book.events().get(at(position)), outcome);
    }

    private static Operation command(String id, Operation.Outcome outcome) {
        return new Operation(
                "project-renamed",
                PaperBook.ANNA,
                PaperBook.BRIDGE,
                null,
                PaperBook.request(id),
                outcome);
    }

    private static int at(long position) {
        return (int) position - 1;
    }

    private List<Kind> kinds() {
        return kinds(book.expectations());
    }

    private List<Kind> kinds(Expectations expectations) {
        return OperationCheck.of(expectations, operations, (_, it) -> it.key(), 0).stream()
                .map(Difference::kind)
                .toList();
    }
}
