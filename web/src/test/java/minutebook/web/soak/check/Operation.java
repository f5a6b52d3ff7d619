package minutebook.web.soak.check;

import org.jspecify.annotations.Nullable;

/**
 * A command, from the first attempt to what its sender knows in the end.
 *
 * @param type the stored name of the event that it makes, if it is granted
 * @param project 0: not yet known, or none
 * @param message what was said, if anything
 * @param request what was sent over REST, if it was; all attempts were the same
 */
public record Operation(
        String type,
        long actor,
        long project,
        @Nullable Message message,
        @Nullable Request request,
        Outcome outcome) {

    /** {@code receiver} 0: to all. */
    public record Message(String clientMessageId, String content, long receiver) {}

    /** {@code key}: its {@code Idempotency-Key}. */
    public record Request(String method, String path, String key) {}

    public sealed interface Outcome {}

    /** Done, at this position of the book. */
    public record Acknowledged(long position) implements Outcome {}

    /** Every attempt was answered, and it was certainly not done by any. */
    public record Refused(String why) implements Outcome {}

    /** An attempt was never answered: it may have been done, once and whole, or not at all. */
    public record Unknown() implements Outcome {}
}
