package minutebook.queries.notifications;

import static minutebook.queries.ReadDatabase.isNull;
import static minutebook.queries.ReadDatabase.number;
import static minutebook.queries.ReadDatabase.text;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.queries.DatabaseAway;
import minutebook.queries.Page;
import minutebook.queries.Paging;
import minutebook.queries.ReadDatabase;
import minutebook.queries.Sql;

/** Looks up what users were told. Blocks for a query; thread-safe. */
public final class FindNotifications {
    // The sum is made by the database, so that what is too much is never fetched.
    private static final String AFTER =
            """
            select position, event, payload, found
            from (
                select position, p.event, p.payload, count(*) over () as found,
                    sum(length(p.payload)) over (order by position) as characters
                from (
                    select position, variant from queries.notification
                    where person = ? and position > ?
                    order by position limit ?
                ) n
                join queries.notification_payload p using (position, variant)
            ) piece
            where characters - length(payload) < ?
            order by position
            """;

    // What is counted stands in each row, and in a row of its own where the page is empty.
    private static final String INBOX =
            """
            select marked.position as mark, counted.total, counted.unread, page.position,
                p.event, p.payload
            from (
                select coalesce(max(position), 0) as position
                from queries.notification_mark where person = :person
            ) marked
            cross join lateral (
                select count(*) as total, count(*) filter (where position > marked.position) as unread
                from queries.notification where person = :person
            ) counted
            left join lateral (
                select position, variant from queries.notification where person = :person
                order by position desc limit :size offset :skipped
            ) page on true
            left join queries.notification_payload p
                on p.position = page.position and p.variant = page.variant
            order by page.position desc
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
     * A piece of what somebody was told.
     *
     * @param more whether there may be more behind it
     */
    record Piece(List<Notice> notices, boolean more) {}

    /**
     * What {@code user} was told after {@code position}, in order: at most {@code limit}, and only
     * one that goes beyond so many characters in all.
     *
     * @throws DatabaseAway also if it goes while it answers, or the thread is interrupted: streams
     *     live longer than connections
     */
    Piece after(UserId user, long position, int limit, int characters) {
        var found = new AtomicLong();
        try (Connection connection = source.getConnection()) {
            List<Notice> notices =
                    Sql.list(
                            connection,
                            AFTER,
                            row -> {
                                found.set(row.getLong(4));
                                return new Notice(
                                        row.getLong(1), row.getString(2), row.getString(3));
                            },
                            user.value(),
                            position,
                            limit,
                            characters);
            return new Piece(notices, found.get() == limit || found.get() > notices.size());
        } catch (SQLException failure) {
            throw new DatabaseAway(failure);
        }
    }

    /** A page of all that {@code user} was ever told, and what of all that is unread. */
    public Inbox inbox(UserId user, Paging paging) {
        List<DbRow> rows =
                client.execute()
                        .createQuery(INBOX)
                        .addParam("person", user.value())
                        .addParam("size", paging.perPage())
                        .addParam("skipped", paging.offset())
                        .execute()
                        .toList();
        List<Notice> notices =
                rows.stream()
                        .filter(it -> !isNull(it, "position"))
                        .map(FindNotifications::notice)
                        .toList();
        DbRow counts = rows.getFirst();
        return new Inbox(
                Page.of(paging, number(counts, "total"), notices),
                number(counts, "unread"),
                number(counts, "mark"));
    }

    private static Notice notice(DbRow row) {
        return new Notice(number(row, "position"), text(row, "event"), text(row, "payload"));
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
                                    // Of use only to who writes it.
                                    List.of(),
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
