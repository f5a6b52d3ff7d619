package minutebook.events.book;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells one command from all others. The book takes a command once: what is sent again under
 * the id that it was done under is {@link AppendFailure.AlreadyDone}.
 *
 * @param content stands for what was asked, without telling it (a MAC), so that another command
 *     under the same id is noticed; null: an id made for one command only, by chance
 */
public record CommandId(UUID value, @Nullable String content) {

    /** For a command that nobody will repeat. */
    public static CommandId fresh() {
        return new CommandId(UUID.randomUUID(), null);
    }

    /** For one that its client may repeat: the same each time. */
    public static CommandId repeatable(UUID value, String content) {
        return new CommandId(value, content);
    }

    public boolean isRepeatable() {
        return content != null;
    }
}
