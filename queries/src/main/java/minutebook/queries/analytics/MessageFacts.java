package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/** Keeps {@code analytics_message_day}: what a person said in a project on a day, counted. */
final class MessageFacts implements Facts {
    private static final String ADD =
            """
            insert into analytics_message_day as known
                (project, day, person, public, private, files, file_bytes, characters)
            select project, %s, person, public, private, files, file_bytes, characters
            from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                as said (project, day, person, public, private, files, file_bytes, characters)
            on conflict (project, day, person) do update set
                public = known.public + excluded.public,
                private = known.private + excluded.private,
                files = known.files + excluded.files,
                file_bytes = known.file_bytes + excluded.file_bytes,
                characters = known.characters + excluded.characters
            """
                    .formatted(Days.DATE);

    private record Key(long project, int day, long person) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::project)
                        .thenComparingInt(Key::day)
                        .thenComparingLong(Key::person);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Said {
        long everybody;
        long privately;
        long files;
        long fileBytes;
        long characters;
    }

    // Ordered: new rows of a project then stand near each other.
    private final Map<Key, Said> said = new TreeMap<>();
    private final Set<UserId> erased = new TreeSet<>();

    void take(RecordedEvent record, MessageSent message) {
        var key =
                new Key(
                        message.project().value(),
                        Days.of(record.recordedAt()),
                        message.sender().value());
        Said sum = said.computeIfAbsent(key, _ -> new Said());
        if (message.receiver() == null) {
            sum.everybody++;
        } else {
            sum.privately++;
        }
        if (message.file() != null) {
            sum.files++;
            sum.fileBytes += message.file().size();
        }
        String content = message.content();
        if (content != null) {
            sum.characters += content.codePointCount(0, content.length());
        }
    }

    void take(UserEvent event) {
        if (event instanceof UserErased it) {
            erased.add(it.user());
        }
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (!said.isEmpty()) {
            transaction.update(
                    ADD,
                    Sql.longs(said.keySet(), Key::project),
                    said.keySet().stream().mapToInt(Key::day).toArray(),
                    Sql.longs(said.keySet(), Key::person),
                    sums(it -> it.everybody),
                    sums(it -> it.privately),
                    sums(it -> it.files),
                    sums(it -> it.fileBytes),
                    sums(it -> it.characters));
        }
        if (!erased.isEmpty()) {
            transaction.update(
                    "update analytics_message_day set characters = null where person = any (?)",
                    Sql.longs(erased, UserId::value));
        }
    }

    private long[] sums(ToLongFunction<Said> sum) {
        return Sql.longs(said.values(), sum);
    }
}
