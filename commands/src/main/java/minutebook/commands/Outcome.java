package minutebook.commands;

import java.util.List;
import minutebook.events.book.RecordedEvent;

/** How a command ended. */
public sealed interface Outcome {

    /**
     * It is as wished, and durable.
     *
     * @param position where the book stands with it: of its last event, or of the head if there was
     *     nothing to do
     * @param events what happened; empty if there was nothing to do
     */
    record Done(long position, List<RecordedEvent> events) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
}
