package minutebook.web.live.presence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.UserId;

/**
 * The statements on the schema {@code live}. One thread writes and another reads; each statement is
 * a transaction of its own.
 */
final class PresenceTable {
    static final String CHANNEL = "live";

    private static final String TELL =
            """
            with own as (
                update live.node set revision = revision + 1, beat_at = now()
                where node = ?
                returning node, revision
            ), moved as (
                insert into live.presence (node, place, user_id, gone, revision, since)
                select own.node, it.place, it.user_id, it.gone, own.revision, now()
                from own, unnest(?::text[], ?::bigint[], ?::boolean[]) as it (place, user_id, gone)
                on conflict (node, place, user_id) do update
                set gone = excluded.gone, revision = excluded.revision, since = excluded.since
            ), ended as (
                insert into live.stream_end (node, revision, session, asked_at)
                select own.node, own.revision, it.session, now()
                from own, unnest(?::uuid[]) as it (session)
                on conflict (node, session) do update
                set revision = excluded.revision, asked_at = excluded.asked_at
            ), told as (
                select pg_notify('%1$s', own.node::text) from own where ?
            )
            select own.revision, (select count(*) from told) from own
            """
                    .formatted(CHANNEL);

    private static final String BEGIN =
            "insert into live.node (node, revision, beat_at) values (?, ?, now()) "
                    + "on conflict do nothing";

    private static final String END =
            """
            with gone as (delete from live.node where node = ? returning node)
            select pg_notify('%1$s', gone.node::text) from gone
            """
                    .formatted(CHANNEL);

    private static final String SWEEP =
            """
            with own as (select ?::uuid as node, now() - interval '1 minute' as before),
            moved as (
                delete from live.presence p using own
                where p.node = own.node and p.gone and p.since < own.before
            ), ended as (
                delete from live.stream_end e using own
                where e.node = own.node and e.asked_at < own.before
            )
            delete from live.node n using own where n.beat_at < own.before and n.node <> own.node
            """;

    private static final String NODES =
            """
            select node, revision, beat_at::text, beat_at > now() - ? * interval '1 ms' as fresh
            from live.node where node <> ?
            """;

    private static final String MOVED =
            "select place, user_id, gone from live.presence where node = ? and revision > ?";

    private static final String ENDED =
            "select session from live.stream_end where node = ? and revision > ?";

    private final UUID self;
    private long revision;

    PresenceTable(UUID self) {
        this.self = self;
    }

    /** Somebody came, or has gone. */
    record Change(Whereabouts whereabouts, boolean gone) {}

    /**
     * Another node.
     *
     * @param beat differs from the one before if the node is alive
     * @param fresh whether the beat is young enough, by the clock of the database
     */
    record Node(UUID id, long revision, String beat, boolean fresh) {}

    /** Tells the others; also without news it is a beat. False: this node is not in the table. */
    boolean tell(Connection connection, List<Change> changes, Collection<UUID> ended)
            throws SQLException {
        boolean beatOnly = changes.isEmpty() && ended.isEmpty();
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setObject(1, self);
            array(statement, 2, "text", changes.stream().map(it -> name(it)).toArray());
            array(statement, 3, "bigint", changes.stream().map(it -> user(it)).toArray());
            array(statement, 4, "boolean", changes.stream().map(Change::gone).toArray());
            array(statement, 5, "uuid", ended.toArray());
            statement.setBoolean(6, !beatOnly);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return false;
                }
                revision = result.getLong(1);
            }
        }
        if (beatOnly) {
            sweep(connection);
        }
        return true;
    }

    private static String name(Change change) {
        return change.whereabouts().place().name();
    }

    private static Long user(Change change) {
        return change.whereabouts().user().value();
    }

    private static void array(PreparedStatement statement, int index, String type, Object[] values)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    /** Enters this node, with a revision from which its own go on to rise. */
    void begin(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setObject(1, self);
            statement.setLong(2, revision);
            statement.execute();
        }
    }

    void end(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setObject(1, self);
            statement.execute();
        }
    }

    /** What the others have had a minute to hear of, and nodes that have been dead for so long. */
    private void sweep(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SWEEP)) {
            statement.setObject(1, self);
            statement.execute();
        }
    }

    /** The other nodes. */
    List<Node> others(Connection connection, Duration freshFor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NODES)) {
            statement.setLong(1, freshFor.toMillis());
            statement.setObject(2, self);
            try (ResultSet rows = statement.executeQuery()) {
                var nodes = new ArrayList<Node>();
                while (rows.next()) {
                    nodes.add(
                            new Node(
                                    rows.getObject(1, UUID.class),
                                    rows.getLong(2),
                                    rows.getString(3),
                                    rows.getBoolean(4)));
                }
                return nodes;
            }
        }
    }

    /** What a node has told behind {@code revision}: who came and who has gone. */
    static List<Change> moved(Connection connection, UUID node, long revision) throws SQLException {
        try (PreparedStatement statement = behind(connection, MOVED, node, revision);
                ResultSet rows = statement.executeQuery()) {
            var changes = new ArrayList<Change>();
            while (rows.next()) {
                Optional<Place> place = Place.of(rows.getString(1));
                if (place.isPresent()) {
                    var user = new UserId(rows.getLong(2));
                    changes.add(new Change(new Whereabouts(place.get(), user), rows.getBoolean(3)));
                }
            }
            return changes;
        }
    }

    /** The same: whose streams are to end. */
    static List<UUID> ended(Connection connection, UUID node, long revision) throws SQLException {
        try (PreparedStatement statement = behind(connection, ENDED, node, revision);
                ResultSet rows = statement.executeQuery()) {
            var sessions = new ArrayList<UUID>();
            while (rows.next()) {
                sessions.add(rows.getObject(1, UUID.class));
            }
            return sessions;
        }
    }

    private static PreparedStatement behind(
            Connection connection, String sql, UUID node, long revision) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, node);
        statement.setLong(2, revision);
        return statement;
    }
}
