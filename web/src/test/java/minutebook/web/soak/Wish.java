package minutebook.web.soak;

import java.util.function.LongConsumer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A command over REST that somebody wants done.
 *
 * @param type the stored name of its event
 * @param project 0: a new one, or none
 * @param body null: none
 * @param learn what to make of the answer
 */
public record Wish(
        String type,
        TestUser actor,
        long project,
        String method,
        String path,
        @Nullable String body,
        Learning learn) {

    /** Takes note of what was done. */
    @FunctionalInterface
    public interface Learning {
        void done(Reply reply, long position);

        static Learning of(LongConsumer position) {
            return (_, at) -> position.accept(at);
        }
    }
}
