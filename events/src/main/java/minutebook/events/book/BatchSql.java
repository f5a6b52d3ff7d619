package minutebook.events.book;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import minutebook.events.StreamId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Append.NotJoined;
import org.jspecify.annotations.Nullable;

/** The statements of a batch's transaction: lock, look, write; one round trip each. */
final class BatchSql {

    private static final String LOCK =
            "select position, hash, recorded_at from book.head for update";

    // A statement of its own behind the lock: it must see what the appender before us committed.
    // The index on (stream, version) answers each stream's version by one probe.
    private static final String LOOK =
            """
            select 's', stream, null, (
                select version from book.event e where e.stream = s.stream
                order by version desc limit 1)
            from unnest(?::text[]) s(stream)
            union all
            select 'c', key, stream, position from book.claim where key = any (?)
            union all
            select 'd', command_id::text, null, null from book.command
            where command_id = any (?)
            union all
            select 'l', null, null, max(position) from book.event
            """;

    private static final String WRITE =
            """
            with event as (
                insert into book.event
                    (position, stream, version, type, data, actor, command_id, recorded_at, hash)
                select position, stream, version, type, data::json, actor, command_id, ?, hash
                from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                            ?::bigint[], ?::uuid[], ?::bytea[])
                    e (position, stream, version, type, data, actor, command_id, hash)),
            command as (
                insert into book.command (command_id, position, content, events)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::integer[])),
            released as (
                delete from book.claim where key = any (?::text[])),
            claimed as (
                insert into book.claim (key, stream, position)
                select * from unnest(?::text[], ?::text[], ?::bigint[])
                on conflict (key) do update
                set stream = excluded.stream, position = excluded.position),
            head as (
                update book.head set position = ?, hash = ?, recorded_at = ?)
            select pg_notify('book', ?)
            """;

    private static final String WRITTEN =
            "select command_id from book.command where command_id = any (?)";

    private BatchSql() {}

    /** Takes the lock that orders all appends of all nodes, and reads where things stand. */
    static Batch.Standing lockAndLook(Connection connection, List<Pending> appends)
            throws SQLException {
        var streams = new TreeSet<String>();
        var keys = new TreeSet<String>();
        var repeatable = new TreeSet<UUID>();
        for (Pending pending : appends) {
            pending.encoded().forEach(each -> streams.add(each.event().stream().name()));
            pending.append().expected().keySet().stream().map(StreamId::name).forEach(streams::add);
            if (pending.append().commandId().isRepeatable()) {
                repeatable.add(pending.append().commandId().value());
            }
            pending.append().claims().stream().map(Claim::key).forEach(keys::add);
        }
        try (var statement = connection.createStatement();
                ResultSet head = statement.executeQuery(LOCK)) {
            if (!head.next()) {
                throw BookDamaged.noHead();
            }
            long position = head.getLong(1);
            byte[] hash = head.getBytes(2);
            Instant recordedAt = head.getObject(3, OffsetDateTime.class).toInstant();
            var versions = new HashMap<String, Long>();
            var claims = new HashMap<String, Book.Claimed>();
            var done = new HashSet<UUID>();
            long lastRow = look(connection, streams, keys, repeatable, versions, claims, done);
            if (lastRow != position) {
                throw BookDamaged.headElsewhere(position, lastRow);
            }
            return new Batch.Standing(
                    position,
                    hash,
                    recordedAt,
                    versions,
                    claims,
                    done,
                    joined(connection, appends));
        }
    }

    /** Nearly no batch asks for it, so that it is a question of its own. */
    private static Map<NotJoined, Joined> joined(Connection connection, List<Pending> appends)
            throws SQLException {
        var joined = new HashMap<NotJoined, Joined>();
        for (Pending pending : appends) {
            NotJoined unless = pending.append().notJoined();
            if (unless != null) {
                Joined.find(connection, unless).ifPresent(it -> joined.put(unless, it));
            }
        }
        return joined;
    }

    /** The last position that there is. */
    private static long look(
            Connection connection,
            Collection<String> streams,
            Collection<String> keys,
            Collection<UUID> repeatable,
            Map<String, Long> versions,
            Map<String, Book.Claimed> claims,
            Set<UUID> done)
            throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setArray(1, connection.createArrayOf("text", streams.toArray(String[]::new)));
            look.setArray(2, connection.createArrayOf("text", keys.toArray(String[]::new)));
            look.setArray(3, connection.createArrayOf("uuid", repeatable.toArray()));
            long lastRow = 0;
            try (ResultSet rows = look.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(2);
                    switch (rows.getString(1)) {
                        case "s" -> versions.put(name, rows.getLong(4));
                        case "c" -> claims.put(name, claimed(rows));
                        case "l" -> lastRow = rows.getLong(4);
                        default -> done.add(UUID.fromString(name));
                    }
                }
            }
            return lastRow;
        }
    }

    private static Book.Claimed claimed(ResultSet row) throws SQLException {
        return new Book.Claimed(new StreamId(row.getString(3)), row.getLong(4));
    }

    static void write(Connection connection, Batch batch) throws SQLException {
        var rows = batch.rows();
        var commands = batch.commands();
        var claims = new HashMap<String, Book.Claimed>();
        batch.changedClaims()
                .forEach((key, now) -> now.ifPresent(claimed -> claims.put(key, claimed)));
        var released = new TreeSet<>(batch.changedClaims().keySet());
        released.removeAll(claims.keySet());
        OffsetDateTime now = batch.recordedAt().atOffset(ZoneOffset.UTC);

        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            var parameters = new Parameters(connection, write);
            parameters.time(now);
            parameters.numbers(rows, StoredEvent::position);
            parameters.texts(rows, row -> row.stream().name());
            parameters.numbers(rows, StoredEvent::version);
            parameters.texts(rows, StoredEvent::type);
            parameters.texts(rows, StoredEvent::data);
            parameters.numbers(rows, row -> row.actor() == null ? null : row.actor().value());
            parameters.array("uuid", rows.stream().map(StoredEvent::commandId).toArray());
            parameters.array("bytea", batch.hashes().toArray(byte[][]::new));
            parameters.array("uuid", commands.stream().map(it -> it.id().value()).toArray());
            parameters.numbers(commands, Batch.Command::position);
            parameters.texts(commands, it -> it.id().content());
            parameters.array(
                    "integer",
                    commands.stream()
                            .map(it -> it.id().isRepeatable() ? it.events() : null)
                            .toArray(Integer[]::new));
            parameters.texts(released, key -> key);
            parameters.texts(claims.keySet(), key -> key);
            parameters.texts(claims.values(), claimed -> claimed.stream().name());
            parameters.numbers(claims.values(), Book.Claimed::position);
            parameters.number(batch.position());
            parameters.bytes(batch.hash());
            parameters.time(now);
            parameters.text(Long.toString(batch.position()));
            write.execute();
        }
    }

    /** Whether a batch whose commit broke off was done after all: all of it was, or nothing. */
    static boolean wasWritten(Connection connection, Batch batch) throws SQLException {
        // Waits for the server's side of the broken connection to end, one way or the other.
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
        try (PreparedStatement select = connection.prepareStatement(WRITTEN)) {
            UUID any = batch.commands().getFirst().id().value();
            select.setArray(1, connection.createArrayOf("uuid", new UUID[] {any}));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Binds one parameter after the other. */
    private static final class Parameters {
        private final Connection connection;
        private final PreparedStatement statement;
        private int index;

        Parameters(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        <T> void numbers(Collection<T> items, Function<T, @Nullable Long> number)
                throws SQLException {
            array("bigint", items.stream().map(number).toArray(Long[]::new));
        }

        <T> void texts(Collection<T> items, Function<T, @Nullable String> text)
                throws SQLException {
            array("text", items.stream().map(text).toArray(String[]::new));
        }

        /** The driver sends arrays of their very own type in binary, others as quoted text. */
        void array(String type, Object[] values) throws SQLException {
            statement.setArray(++index, connection.createArrayOf(type, values));
        }

        void time(OffsetDateTime time) throws SQLException {
            statement.setObject(++index, time);
        }

        void number(long number) throws SQLException {
            statement.setLong(++index, number);
        }

        void bytes(byte[] bytes) throws SQLException {
            statement.setBytes(++index, bytes);
        }

        void text(String text) throws SQLException {
            statement.setString(++index, text);
        }
    }
}
