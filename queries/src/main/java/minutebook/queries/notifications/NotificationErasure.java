package minutebook.queries.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import minutebook.events.UserId;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/** Takes erased people out of what was told before: theirs goes, and others read no name. */
final class NotificationErasure {
    /** At once in memory; one that names 500 people has some 60,000 characters. */
    private static final int ROWS = 200;

    private static final String NEXT =
            """
            select position, variant, payload, people from notification_payload
            where people && ? and (position, variant) > (?, ?)
            order by position, variant limit ?
            """;

    private static final String REWRITE =
            """
            update notification_payload as told set payload = newer.payload
            from unnest(?, ?, ?) as newer (position, variant, payload)
            where told.position = newer.position and told.variant = newer.variant
            """;

    private record Row(long position, int variant, String payload, List<UserId> people) {
        static final Row NONE = new Row(0, 0, "", List.of());

        static Row read(ResultSet row) throws SQLException {
            var people = (Long[]) row.getArray(4).getArray();
            return new Row(
                    row.getLong(1),
                    row.getInt(2),
                    row.getString(3),
                    Arrays.stream(people).map(UserId::new).toList());
        }

        String without(Set<UserId> erased) {
            return ErasedPayload.of(payload, people, erased);
        }
    }

    private NotificationErasure() {}

    static void of(Transaction transaction, Set<UserId> erased) throws SQLException {
        if (erased.isEmpty()) {
            return;
        }
        long[] people = Sql.longs(erased, UserId::value);
        transaction.update("delete from notification where person = any (?)", people);
        transaction.update("delete from notification_mark where person = any (?)", people);
        List<Row> rows = next(transaction, people, Row.NONE);
        while (!rows.isEmpty()) {
            transaction.update(
                    REWRITE,
                    Sql.longs(rows, Row::position),
                    rows.stream().mapToInt(Row::variant).toArray(),
                    Sql.texts(rows, it -> it.without(erased)));
            rows = next(transaction, people, rows.getLast());
        }
    }

    private static List<Row> next(Transaction transaction, long[] people, Row after)
            throws SQLException {
        return transaction.list(NEXT, Row::read, people, after.position(), after.variant(), ROWS);
    }
}
