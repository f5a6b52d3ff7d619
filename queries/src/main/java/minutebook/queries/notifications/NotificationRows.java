package minutebook.queries.notifications;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import minutebook.queries.Sql;

/** Writes notifications, a payload once and a row for each who gets it, in two statements. */
final class NotificationRows {
    private NotificationRows() {}

    static void write(Connection connection, List<Notification> notifications) throws SQLException {
        if (notifications.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                "insert into notification_payload (position, variant, event, payload)"
                        + " select * from unnest(?, ?, ?, ?)",
                Sql.longs(notifications, Notification::position),
                notifications.stream().mapToInt(Notification::variant).toArray(),
                Sql.texts(notifications, Notification::event),
                Sql.texts(notifications, Notification::payload));
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
}
