package minutebook.commands;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.events.Event;
import minutebook.events.book.RecordedEvent;

/** How commands ended, where a test knows how they must have. */
public final class Outcomes {
    private Outcomes() {}

    public static Done done(Outcome outcome) {
        return assertInstanceOf(Done.class, outcome);
    }

    public static Refusal refusal(Outcome outcome) {
        return assertInstanceOf(Refused.class, outcome).refusal();
    }

    /** Those of many that were done. */
    public static List<Done> doneOf(List<Outcome> outcomes) {
        return outcomes.stream().filter(Done.class::isInstance).map(Done.class::cast).toList();
    }

    /** Why the others of many were refused. */
    public static List<Refusal> refusalsOf(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Refused.class::isInstance)
                .map(outcome -> ((Refused) outcome).refusal())
                .toList();
    }

    /** Those events that are of one type. */
    public static <E extends Event> List<E> eventsOf(Class<E> type, List<RecordedEvent> events) {
        return events.stream()
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
