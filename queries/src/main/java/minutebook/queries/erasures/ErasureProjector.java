package minutebook.queries.erasures;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.vault.Destruction;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;
import minutebook.queries.rebuild.Leftovers;

/**
 * Destroys what the vault holds of persons of whom the book says that they are erased: with a
 * checkpoint, so that it is done for certain, also if all nodes were killed in between. And what a
 * killed rebuild of read models left, which has their texts in the clear.
 */
public final class ErasureProjector implements Projector {
    /** Where its checkpoint is. */
    public static final String SCHEMA = "vault";

    @Override
    public String name() {
        return "erasures";
    }

    /** What it destroys, does not follow from the book. */
    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public boolean isRebuildable() {
        return false;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof UserErased;
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        Set<UserId> persons = new HashSet<>();
        for (RecordedEvent it : events) {
            if (it.event() instanceof UserErased erased) {
                persons.add(erased.user());
            }
        }
        Destruction.of(persons, transaction.connection());
        Leftovers.drop(transaction.connection());
    }
}
