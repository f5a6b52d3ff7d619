package minutebook.queries.users;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;

/** Keeps the table {@code person}. */
public final class UserProjector implements Projector {
    private static final String TABLE = "person";

    @Override
    public String name() {
        return "users";
    }

    @Override
    public List<String> tables() {
        return List.of(TABLE);
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(UserRegistered.class, ProfileEdited.class, UserErased.class);
    }

    @Override
    public boolean concerns(Event event) {
        return People.concerns(event);
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        Set<UserId> ids = new LinkedHashSet<>();
        events.forEach(it -> ids.add(((UserEvent) it.event()).user()));
        People people = People.read(transaction, TABLE, ids);
        events.forEach(it -> people.apply((UserEvent) it.event()));
        people.write(transaction);
    }
}
