package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/** Keeps {@code analytics_login_day}: how often a person logged in on a day. */
final class LoginFacts implements Facts {
    private static final String ADD =
            """
            insert into analytics_login_day as known (person, day, logins)
            select person, %s, logins from unnest(?, ?, ?) as came (person, day, logins)
            on conflict (person, day) do update set logins = known.logins + excluded.logins
            """
                    .formatted(Days.DATE);

    private record Key(long person, int day) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::person).thenComparingInt(Key::day);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Key, Long> logins = new TreeMap<>();

    void take(RecordedEvent record, SessionOpened opened) {
        logins.merge(new Key(opened.user().value(), Days.of(record.recordedAt())), 1L, Long::sum);
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (!logins.isEmpty()) {
            transaction.update(
                    ADD,
                    Sql.longs(logins.keySet(), Key::person),
                    logins.keySet().stream().mapToInt(Key::day).toArray(),
                    Sql.longs(logins.values(), Long::longValue));
        }
    }
}
