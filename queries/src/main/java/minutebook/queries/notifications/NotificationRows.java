package minutebook.queries.notifications;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import minutebook.events.UserId;
import minutebook.queries.Sql;

/**
 * Writes notifications, a payload once and a row for each who gets it, in two statements; and marks
 * in another one.
 */
final class NotificationRows {
    private NotificationRows() {}

    static void write(Connection connection, List<Notification> notifications) throws SQLException {
        if (notifications.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                "insert into notification_payload (position, variant, event, payload, people)"
                        + " select position, variant, event, payload, people::bigint[]"
                        + " from unnest(?, ?, ?, ?, ?)"
                        + " as told (position, variant, event, payload, people)",
                Sql.longs(notifications, Notification::position),
                notifications.stream().mapToInt(Notification::variant).toArray(),
                Sql.texts(notifications, Notification::event),
                Sql.texts(notifications, Notification::payload),
                Sql.texts(notifications, NotificationRows::people));
        Sql.update(
                connection,
                "insert into notification (person, position, variant)"
                        + " select * from unnest(?, ?, ?)",
                notifications.stream()
                        .flatMapToLong(it -> it.recipients().stream().mapToLong(id -> id.value()))
                        .toArray(),
                notifications.stream()
                        .flatMapToLong(
                                it ->
                                        LongStream.generate(it::position)
                                                .limit(it.recipients().size()))
                        .toArray(),
                notifications.stream()
                        .flatMapToInt(
                                it -> IntStream.generate(it::variant).limit(it.recipients().size()))
                        .toArray());
    }

    /** An array in an array, as PostgreSQL writes it: those of arrays must be of one length. */
    private static String people(Notification notification) {
        return notification.named().stream()
                .map(UserId::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Moves the marks of what was read, which never go back. */
    static void mark(Connection connection, SortedMap<UserId, Long> marks) throws SQLException {
        if (!marks.isEmpty()) {
            Sql.update(
                    connection,
                    "insert into notification_mark as known (person, position)"
                            + " select * from unnest(?, ?) on conflict (person) do update"
                            + " set position = greatest(known.position, excluded.position)",
                    Sql.longs(marks.keySet(), UserId::value),
                    Sql.longs(marks.values(), Long::longValue));
        }
    }
}
