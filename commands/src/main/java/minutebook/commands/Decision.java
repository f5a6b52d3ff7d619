package minutebook.commands;

import java.util.List;
import minutebook.events.Event;

/** Yes, no, or nothing to do. */
public sealed interface Decision<E extends Event> {

    /** Yes. No event at all: it is as wished already. */
    record Accepted<E extends Event>(List<E> events) implements Decision<E> {}

    record Rejected<E extends Event>(Refusal refusal) implements Decision<E> {}

    static <E extends Event> Decision<E> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E extends Event> Decision<E> refuse(Refusal refusal) {
        return new Rejected<>(refusal);
    }

    static <E extends Event> Decision<E> nothingToDo() {
        return new Accepted<>(List.of());
    }
}
