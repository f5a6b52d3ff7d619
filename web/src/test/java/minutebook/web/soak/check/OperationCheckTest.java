package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.RENAMED;
import static minutebook.web.soak.check.PaperBook.WHILE_BEN_IS_AWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Operation.Acknowledged;
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
        operations.add(outcome(RENAMED, new Acknowledged(HEAD + 1)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_was_acknowledged_and_is_something_else_is_lost() {
        operations.set(at(RENAMED), outcome(FIRST_MESSAGE, new Acknowledged(RENAMED)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void another_message_under_the_same_position_is_lost() {
        operations.set(
                at(FIRST_MESSAGE), outcome(WHILE_BEN_IS_AWAY, new Acknowledged(FIRST_MESSAGE)));
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void two_commands_do_not_share_one_event() {
        operations.add(operations.getFirst());
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_nobody_asked_for_is_invented() {
        operations.set(at(RENAMED), outcome(WHILE_BEN_IS_AWAY, new Refused("no")));
        operations.add(outcome(RENAMED, new Refused("no")));
        assertEquals(List.of(Kind.INVENTED), kinds());
    }

    @Test
    void what_was_given_up_may_have_been_done_once() {
        operations.set(at(FIRST_MESSAGE), outcome(FIRST_MESSAGE, new Unknown()));
        assertEquals(List.of(), kinds());

        operations.remove(at(WHILE_BEN_IS_AWAY));
        assertEquals(List.of(Kind.INVENTED), kinds());
    }

    @Test
    void a_message_that_is_there_twice_under_one_name_is_doubled() {
        List<BookEvent> twice = new ArrayList<>(book.events());
        BookEvent first = twice.get(at(FIRST_MESSAGE));
        BookEvent third = twice.get(at(WHILE_BEN_IS_AWAY));
        twice.set(at(WHILE_BEN_IS_AWAY), PaperBook.with(third, first.text(), third.hash()));
        var expectations = new Expectations(twice, PaperBook.EPOCH, PaperBook.people());
        operations.set(
                at(WHILE_BEN_IS_AWAY), outcome(FIRST_MESSAGE, new Acknowledged(WHILE_BEN_IS_AWAY)));
        assertEquals(List.of(Kind.DOUBLE), kinds(OperationCheck.of(expectations, operations, 0)));
    }

    private Operation outcome(long position, Operation.Outcome outcome) {
        return PaperBook.operation(book.events().get(at(position)), outcome);
    }

    private static int at(long position) {
        return (int) position - 1;
    }

    private List<Kind> kinds() {
        return kinds(OperationCheck.of(book.expectations(), operations, 0));
    }

    private static List<Kind> kinds(List<Difference> differences) {
        return differences.stream().map(Difference::kind).toList();
    }
}
