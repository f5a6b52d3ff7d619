package minutebook.queries.users;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.queries.Search;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/**
 * Some people of a table, for the length of one batch: read, changed by events, and written back,
 * each in one statement. The table has the columns of {@code person}.
 */
public final class People {
    private final String table;
    private final Map<UserId, UserItem> people = new HashMap<>();
    private final Collection<UserId> changed = new TreeSet<>();

    private People(String table) {
        this.table = table;
    }

    /** Those of {@code ids} whom the table has. */
    public static People read(Transaction transaction, String table, Collection<UserId> ids)
            throws SQLException {
        var people = new People(table);
        if (ids.isEmpty()) {
            return people;
        }
        List<UserItem> found =
                transaction.list(
                        "select id, email, username, first_name, last_name from "
                                + table
                                + " where id = any (?)",
                        People::item,
                        Sql.longs(ids, UserId::value));
        found.forEach(it -> people.people.put(it.id(), it));
        return people;
    }

    /** Of a row with the columns in this order. */
    static UserItem item(ResultSet row) throws SQLException {
        return new UserItem(
                new UserId(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }

    /** Whether an event changes what others see of a person. */
    public static boolean concerns(Event event) {
        return event instanceof UserRegistered
                || event instanceof ProfileEdited
                || event instanceof UserErased;
    }

    /** Who they are after the events so far. They must have been read, or registered since. */
    public UserItem get(UserId id) {
        return Objects.requireNonNull(people.get(id), () -> "user-" + id + " is not known");
    }

    public void apply(UserEvent event) {
        switch (event) {
            case UserRegistered it -> put(UserItem.registered(it));
            case ProfileEdited it -> put(get(it.user()).edited(it));
            case UserErased it -> put(UserItem.erased(it.user()));
            default -> {}
        }
    }

    private void put(UserItem person) {
        people.put(person.id(), person);
        changed.add(person.id());
    }

    /** Writes those who were changed. */
    public void write(Transaction transaction) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        List<UserItem> rows = changed.stream().map(this::get).toList();
        transaction.update(
                "insert into "
                        + table
                        + " (id, email, username, first_name, last_name, search)"
                        + " select * from unnest(?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set email = excluded.email,"
                        + " username = excluded.username, first_name = excluded.first_name,"
                        + " last_name = excluded.last_name, search = excluded.search",
                Sql.longs(rows, it -> it.id().value()),
                Sql.texts(rows, UserItem::email),
                Sql.texts(rows, UserItem::username),
                Sql.texts(rows, UserItem::firstName),
                Sql.texts(rows, UserItem::lastName),
                Sql.texts(rows, it -> Search.folded(it.username(), it.firstName(), it.lastName())));
        changed.clear();
    }
}
