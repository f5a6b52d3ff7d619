package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.users.UserEvent;
import minutebook.queries.NewRows;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;
import minutebook.queries.notifications.Told;

/** Keeps {@code analytics_notification}: who was told of what, and when they had read it. */
final class NotificationFacts implements Facts {
    private static final long NO_PROJECT = -1;

    private static final String READ =
            """
            update analytics_notification n set read_at = %s
            from unnest(?, ?, ?, ?) as marked (person, after, up_to, micros)
            where n.person = marked.person
                and n.position > marked.after and n.position <= marked.up_to
            """
                    .formatted(Days.time("marked.micros"));

    private static final String MARKS =
            """
            insert into analytics_mark (person, position) select * from unnest(?, ?)
            on conflict (person) do update set position = excluded.position
            """;

    private record Sent(long person, long position, String kind, long project, long micros) {}

    private record Mark(long person, long upTo, long micros) {}

    /** Notifications behind {@code after} and up to {@code upTo} were read at this moment. */
    private record Read(long person, long after, long upTo, long micros) {}

    private final List<Sent> sent = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    void take(Change change) {
        var told =
                Told.of(change.event(), change.record().actor(), change.before(), change.after());
        long project = change.event().project().value();
        told.forEach(it -> add(change.record(), it, project));
    }

    void take(RecordedEvent record, UserEvent event) {
        Told.of(event, record.actor()).ifPresent(it -> add(record, it, NO_PROJECT));
    }

    private void add(RecordedEvent record, Told told, long project) {
        long micros = Times.micros(record.recordedAt());
        for (UserId it : told.recipients()) {
            sent.add(new Sent(it.value(), record.position(), told.kind(), project, micros));
        }
    }

    void take(RecordedEvent record, NotificationsRead read) {
        // Nobody has read what was yet to come.
        long upTo = Math.min(read.upTo(), record.position() - 1);
        marks.add(new Mark(read.user().value(), upTo, Times.micros(record.recordedAt())));
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        NewRows.of("analytics_notification", sent)
                .number("person", Sent::person)
                .number("position", Sent::position)
                .text("kind", Sent::kind)
                .numberOrNull("project", it -> it.project() == NO_PROJECT ? null : it.project())
                .time("sent_at", Sent::micros)
                .write(transaction);
        if (!marks.isEmpty()) {
            read(transaction);
        }
    }

    private void read(Transaction transaction) throws SQLException {
        Map<Long, Long> reached = new TreeMap<>();
        transaction.list(
                "select person, position from analytics_mark where person = any (?)",
                row -> reached.put(row.getLong(1), row.getLong(2)),
                marks.stream().mapToLong(Mark::person).distinct().toArray());
        var reads = new ArrayList<Read>();
        for (Mark it : marks) {
            long after = reached.getOrDefault(it.person(), 0L);
            if (it.upTo() > after) {
                reads.add(new Read(it.person(), after, it.upTo(), it.micros()));
                reached.put(it.person(), it.upTo());
            }
        }
        if (!reads.isEmpty()) {
            transaction.update(
                    READ,
                    Sql.longs(reads, Read::person),
                    Sql.longs(reads, Read::after),
                    Sql.longs(reads, Read::upTo),
                    Sql.longs(reads, Read::micros));
            transaction.update(
                    MARKS,
                    Sql.longs(reached.keySet(), Long::longValue),
                    Sql.longs(reached.values(), Long::longValue));
        }
    }
}
