package minutebook.web.soak.check;

import org.jspecify.annotations.Nullable;

/**
 * A command, from the first attempt to what its sender knows in the end.
 *
 * @param type the stored name of the event that it makes, if it is granted
 * @param project 0: not yet known, or none
 * @param message what was said, if anything
 */
public record Operation(
        String type, long actor, long project, @Nullable Message message, Outcome outcome) {

    /** {@code receiver} 0: to all. */
    public record Message(String clientMessageId, String content, long receiver) {}

    public sealed interface Outcome {}

    /** Done, at this position of the book. */
    public record Acknowledged(long position) implements Outcome {}

    public record Refused(String why) implements Outcome {}

    /** Given up before an answer came: it may have been done, once, or not. */
    public record Unknown() implements Outcome {}
}
