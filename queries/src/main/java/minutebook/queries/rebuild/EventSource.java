package minutebook.queries.rebuild;

import java.util.Collection;
import minutebook.events.Event;
import minutebook.events.book.Stretch;

/** The book, read from its beginning. Asked by one thread at a time. */
@FunctionalInterface
public interface EventSource {

    /**
     * The events of some kinds at positions above {@code after} and up to {@code to}, in order: as
     * many as there are, or as can be borne at once.
     */
    Stretch read(long after, long to, Collection<Class<? extends Event>> kinds);
}
