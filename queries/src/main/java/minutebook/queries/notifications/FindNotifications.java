package minutebook.queries.notifications;

import static minutebook.queries.ReadDatabase.number;

import io.helidon.dbclient.DbClient;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.queries.DatabaseAway;
import minutebook.queries.ReadDatabase;
import minutebook.queries.Sql;

/** Looks up what users were told. Blocks for a query; thread-safe. */
public final class FindNotifications {
    private static final String AFTER =
            """
            select n.position, p.event, p.payload
            from queries.notification n
            join queries.notification_payload p using (position, variant)
            where n.person = ? and n.position > ?
            order by n.position limit ?
            """;

    private static final String BETWEEN =
            """
            select n.position, n.variant, p.event, p.payload,
                array_agg(n.person order by n.person)
            from queries.notification n
            join queries.notification_payload p using (position, variant)
            where n.person = any (?) and n.position > ? and n.position <= ?
            group by n.position, n.variant, p.event, p.payload
            order by n.position, n.variant limit ?
            """;

    private final DbClient client;
    private final DataSource source;

    public FindNotifications(DataSource source) {
        this.client = ReadDatabase.client(source);
        this.source = source;
    }

    /**
     * What {@code user} was told after {@code position}, in order, at most {@code limit}.
     *
     * @throws DatabaseAway also if it goes while it answers, or the thread is interrupted: streams
     *     live longer than connections
     */
    public List<Notice> after(UserId user, long position, int limit) {
        try (Connection connection = source.getConnection()) {
            return Sql.list(
                    connection,
                    AFTER,
                    row -> new Notice(row.getLong(1), row.getString(2), row.getString(3)),
                    user.value(),
                    position,
                    limit);
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }

    /** How far the read model is, whichever node writes it. */
    public long checkpoint() {
        return client.execute()
                .createGet("select position from queries.checkpoint where projector = :name")
                .addParam("name", "notifications")
                .execute()
                .map(row -> number(row, "position"))
                .orElse(0L);
    }

    /**
     * What any of {@code users} was told after one position and up to another, in order, with those
     * of the recipients who are among them; at most {@code limit}.
     */
    List<Notification> between(long after, long upTo, Collection<UserId> users, int limit) {
        try (Connection connection = source.getConnection()) {
            return Sql.list(
                    connection,
                    BETWEEN,
                    row ->
                            new Notification(
                                    row.getLong(1),
                                    row.getInt(2),
                                    row.getString(3),
                                    row.getString(4),
                                    users(row.getArray(5))),
                    Sql.longs(users, UserId::value),
                    after,
                    upTo,
                    limit);
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }

    private static List<UserId> users(Array ids) throws SQLException {
        return Arrays.stream((Long[]) ids.getArray()).map(UserId::new).toList();
    }
}
