package minutebook.queries.messages;

import java.util.List;

/**
 * The messages next to a given one.
 *
 * @param total of all messages that the viewer may see in the project
 * @param more whether there are others further away on the same side
 * @param items newest first
 */
public record MessagesByKey(long total, boolean more, List<Message> items) {
    public MessagesByKey {
        items = List.copyOf(items);
    }
}
