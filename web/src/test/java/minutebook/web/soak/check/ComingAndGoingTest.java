package minutebook.web.soak.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Outcome;
import minutebook.web.soak.check.Operation.Refused;
import minutebook.web.soak.check.Operation.Unknown;
import org.junit.jupiter.api.Test;

/** Registrations, and an erasure of somebody with two projects, good and spoiled. */
class ComingAndGoingTest {
    private static final long ANNA = 1;
    private static final int ERASED = 3;

    private final List<BookEvent> book = new ArrayList<>();

    ComingAndGoingTest() {
        add("user-registered", "user-1", "c1", "{\"user\": 1}");
        for (int project = 5; project < 7; project++) {
            add(
                    "project-created",
                    "project-" + project,
                    "c" + project,
                    "{\"project\": %d, \"owner\": 1, \"title\": \"One\", \"coaches\": [], \"participants\": []}"
                            .formatted(project));
        }
        add("user-erased", "user-1", "away", "{\"user\": 1}");
        add("project-deleted", "project-5", "away", "{\"project\": 5}");
        add("project-deleted", "project-6", "away", "{\"project\": 6}");
    }

    private void add(String type, String stream, String command, String text) {
        long position = book.size() + 1L;
        book.add(
                new BookEvent(
                        position,
                        stream,
                        1,
                        type,
                        text,
                        ANNA,
                        command,
                        Instant.EPOCH,
                        new byte[32]));
    }

    @Test
    void an_erasure_is_there_as_a_whole() {
        assertEquals(List.of(), erasures(new Acknowledged(ERASED + 3)));
        assertEquals(List.of(), erasures(new Unknown()));
    }

    @Test
    void one_that_nobody_knows_of_may_be_missing_as_a_whole() {
        book.subList(ERASED, book.size()).clear();
        assertEquals(List.of(), erasures(new Unknown()));
        assertEquals(List.of(Kind.LOST), erasures(new Acknowledged(ERASED + 1)));
    }

    @Test
    void half_of_one_is_broken() {
        book.removeLast();
        assertEquals(List.of(Kind.BROKEN), erasures(new Unknown()));
    }

    @Test
    void one_with_another_command_in_between_is_broken() {
        BookEvent last = book.removeLast();
        add("user-registered", "user-2", "c2", "{\"user\": 2}");
        add(last.type(), last.stream(), last.commandId(), last.text());
        assertEquals(List.of(Kind.BROKEN), erasures(new Unknown()));
    }

    @Test
    void one_that_was_refused_is_invented() {
        assertEquals(List.of(Kind.INVENTED), erasures(new Refused("no")));
    }

    @Test
    void who_was_registered_is_there_once() {
        assertEquals(List.of(), arrivals(Set.of(), Set.of(ANNA), 1));
        assertEquals(List.of(), arrivals(Set.of(), Set.of(), 1));
        assertEquals(List.of(Kind.LOST), arrivals(Set.of(ANNA), Set.of(7L), 1));
        assertEquals(List.of(Kind.INVENTED), arrivals(Set.of(), Set.of(), 0));

        add("user-registered", "user-1", new UUID(0, 9).toString(), "{\"user\": 1}");
        assertEquals(List.of(Kind.DOUBLE), arrivals(Set.of(), Set.of(ANNA), 1));
    }

    private List<Kind> arrivals(Set<Long> first, Set<Long> known, int asked) {
        return kinds(ArrivalCheck.of(expectations(), first, known, asked));
    }

    private List<Kind> erasures(Outcome outcome) {
        var request = new Operation.Request("DELETE", "/", "away");
        var operation = new Operation("user-erased", ANNA, 0, null, request, outcome);
        return kinds(OperationCheck.of(expectations(), List.of(operation), (_, it) -> it.key(), 0));
    }

    private Expectations expectations() {
        return new Expectations(book, PaperBook.EPOCH, PaperBook.people());
    }

    private static List<Kind> kinds(List<Difference> differences) {
        return differences.stream().map(Difference::kind).toList();
    }
}
