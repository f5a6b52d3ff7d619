package minutebook.queries.rebuild;

import java.util.List;
import minutebook.events.book.RecordedEvent;

/** The book, read from its beginning. Asked by one thread at a time. */
@FunctionalInterface
public interface EventSource {

    /** The events at positions above {@code after}, in order, at most {@code limit}. */
    List<RecordedEvent> read(long after, int limit);
}
