package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import minutebook.events.Personal;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;

/** Keeps {@code analytics_person}: who there is. */
final class PersonFacts implements Facts {

    private record Person(
            long id,
            String username,
            long sinceMicros,
            boolean verified,
            boolean archived,
            boolean erased) {

        /** A name that nobody can read any more is that of somebody who was erased. */
        Person named(String name) {
            boolean gone = erased || name.equals(Personal.ERASED);
            return new Person(id, gone ? "" : name, sinceMicros, verified, archived, gone);
        }

        Person withVerified() {
            return new Person(id, username, sinceMicros, true, archived, erased);
        }

        Person withArchived(boolean now) {
            return new Person(id, username, sinceMicros, verified, now, erased);
        }
    }

    private final List<RecordedEvent> events = new ArrayList<>();

    void take(RecordedEvent record) {
        switch ((UserEvent) record.event()) {
            case UserRegistered _, ProfileEdited _, EmailVerified _, UserArchived _, UserErased _ ->
                    events.add(record);
            case UserUnarchived _ -> events.add(record);
            default -> {}
        }
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        Map<UserId, Person> people = read(transaction);
        for (RecordedEvent it : events) {
            apply(people, it);
        }
        write(transaction, people.values());
    }

    private Map<UserId, Person> read(Transaction transaction) throws SQLException {
        var people = new TreeMap<UserId, Person>();
        transaction.list(
                "select id, username, cast(extract(epoch from since) * 1000000 as bigint),"
                        + " verified, archived, erased from analytics_person where id = any (?)",
                row -> {
                    var person =
                            new Person(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getLong(3),
                                    row.getBoolean(4),
                                    row.getBoolean(5),
                                    row.getBoolean(6));
                    return people.put(new UserId(person.id()), person);
                },
                events.stream()
                        .mapToLong(it -> ((UserEvent) it.event()).user().value())
                        .distinct()
                        .toArray());
        return people;
    }

    private static void apply(Map<UserId, Person> people, RecordedEvent record) {
        switch ((UserEvent) record.event()) {
            case UserRegistered it -> {
                long since = Times.micros(record.recordedAt());
                var person = new Person(it.user().value(), "", since, false, false, false);
                people.put(it.user(), person.named(it.username()));
            }
            case ProfileEdited it -> change(people, it.user(), them -> them.named(it.username()));
            case EmailVerified it -> change(people, it.user(), Person::withVerified);
            case UserArchived it -> change(people, it.user(), them -> them.withArchived(true));
            case UserErased it -> change(people, it.user(), them -> them.named(Personal.ERASED));
            case UserUnarchived it -> change(people, it.user(), them -> them.withArchived(false));
            default -> {}
        }
    }

    private static void change(
            Map<UserId, Person> people, UserId user, UnaryOperator<Person> change) {
        Person changed = people.computeIfPresent(user, (_, them) -> change.apply(them));
        if (changed == null) {
            throw new IllegalStateException("user-" + user + " is not known");
        }
    }

    private static void write(Transaction transaction, Collection<Person> people)
            throws SQLException {
        transaction.update(
                """
                insert into analytics_person (id, username, since, verified, archived, erased)
                select id, username, %s, verified = 1, archived = 1, erased = 1
                from unnest(?, ?, ?, ?, ?, ?)
                    as known (id, username, micros, verified, archived, erased)
                on conflict (id) do update set username = excluded.username,
                    verified = excluded.verified, archived = excluded.archived,
                    erased = excluded.erased
                """
                        .formatted(Days.time("micros")),
                Sql.longs(people, Person::id),
                Sql.texts(people, Person::username),
                Sql.longs(people, Person::sinceMicros),
                flags(people, Person::verified),
                flags(people, Person::archived),
                flags(people, Person::erased));
    }

    private static int[] flags(Collection<Person> people, Predicate<Person> flag) {
        return people.stream().mapToInt(it -> flag.test(it) ? 1 : 0).toArray();
    }
}
