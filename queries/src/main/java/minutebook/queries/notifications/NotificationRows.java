package minutebook.queries.notifications;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import minutebook.events.UserId;
import minutebook.queries.NewRows;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/**
 * Writes notifications, a payload once and a row for each who gets it, in two statements; and marks
 * in another one.
 */
final class NotificationRows {
    private NotificationRows() {}

    static void write(Transaction transaction, List<Notification> notifications)
            throws SQLException {
        NewRows.of("notification_payload", notifications)
                .number("position", Notification::position)
                .small("variant", Notification::variant)
                .text("event", Notification::event)
                .text("payload", Notification::payload)
                .numbers("people", it -> Sql.longs(it.named(), UserId::value))
                .write(transaction);
        NewRows.of("notification", notifications.stream().flatMap(NotificationRows::told).toList())
                .number("person", it -> it.person().value())
                .number("position", it -> it.of().position())
                .small("variant", it -> it.of().variant())
                .write(transaction);
    }

    private record Copy(UserId person, Notification of) {}

    private static Stream<Copy> told(Notification notification) {
        return notification.recipients().stream().map(it -> new Copy(it, notification));
    }

    /** Moves the marks of what was read, which never go back. */
    static void mark(Transaction transaction, SortedMap<UserId, Long> marks) throws SQLException {
        if (!marks.isEmpty()) {
            transaction.update(
                    "insert into notification_mark as known (person, position)"
                            + " select * from unnest(?, ?) on conflict (person) do update"
                            + " set position = greatest(known.position, excluded.position)",
                    Sql.longs(marks.keySet(), UserId::value),
                    Sql.longs(marks.values(), Long::longValue));
        }
    }
}
