package minutebook.events.book;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import minutebook.events.StreamId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Append.NotJoined;
import org.jspecify.annotations.Nullable;

/** The statements of a batch's transaction, one round trip each. */
final class BatchSql {

    private static final String LOCK = "select position from book.head for update";

    // One statement, so that all of it is of one moment. The index on (stream, version) answers
    // each stream's version by one probe. A row of the head has a new xmin whenever anybody wrote
    // it.
    private static final String LOOK =
            """
            select 's', stream, null, (
                select version from book.event e where e.stream = s.stream
                order by version desc limit 1), null::bytea, null::timestamptz
            from unnest(?::text[]) s(stream)
            union all
            select 'c', key, stream, position, null, null from book.claim where key = any (?)
            union all
            select 'd', command_id::text, null, null, null, null from book.command
            where command_id = any (?)
            union all
            select 'l', null, null, max(position), null, null from book.event
            union all
            select 'h', xmin::text, null, position, hash, recorded_at from book.head
            """;

    // Writes all or nothing: nothing, if the head is no longer as it was when it was decided what
    // to write. Whoever comes second waits for the row of the head, and then finds it changed.
    private static final String WRITE =
            """
            with head as (
                update book.head set position = ?, hash = ?, recorded_at = ?
                where position = ? and xmin::text = ?
                    and (position = 0 or exists (
                        select from book.event e where e.position = head.position))
                returning xmin::text as xmin),
            event as (
                insert into book.event
                    (position, stream, version, type, data, actor, command_id, recorded_at, hash)
                select position, stream, version, type, data::json, actor, command_id, ?, hash
                from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                            ?::bigint[], ?::uuid[], ?::bytea[])
                    e (position, stream, version, type, data, actor, command_id, hash)
                where exists (select from head)),
            command as (
                insert into book.command (command_id, position, content, events)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::integer[])
                where exists (select from head)),
            released as (
                delete from book.claim where key = any (?::text[]) and exists (select from head)),
            claimed as (
                insert into book.claim (key, stream, position)
                select * from unnest(?::text[], ?::text[], ?::bigint[])
                where exists (select from head)
                on conflict (key) do update
                set stream = excluded.stream, position = excluded.position)
            select xmin, pg_notify('book', ?) from head
            """;

    private static final String TOUCH = "update book.head set position = position";

    // The hash is this batch's alone; of one without events there are only its commands.
    private static final String WRITTEN =
            """
            select from book.event where position = ? and hash = ?
            union all
            select from book.command where command_id = any (?)
            """;

    private BatchSql() {}

    /** Takes the lock that orders all appends of all nodes, until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
    }

    /** Where the book, and all that these appends speak of, stands at this moment. */
    static Batch.Standing look(Connection connection, List<Pending> appends) throws SQLException {
        var streams = new TreeSet<String>();
        var keys = new TreeSet<String>();
        var repeatable = new TreeSet<UUID>();
        for (Pending pending : appends) {
            streams.addAll(pending.streams());
            if (pending.append().commandId().isRepeatable()) {
                repeatable.add(pending.append().commandId().value());
            }
            pending.append().claims().stream().map(Claim::key).forEach(keys::add);
        }
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setArray(1, connection.createArrayOf("text", streams.toArray(String[]::new)));
            look.setArray(2, connection.createArrayOf("text", keys.toArray(String[]::new)));
            look.setArray(3, connection.createArrayOf("uuid", repeatable.toArray()));
            try (ResultSet rows = look.executeQuery()) {
                return standing(rows, joined(connection, appends));
            }
        }
    }

    private static Batch.Standing standing(ResultSet rows, Map<NotJoined, Joined> joined)
            throws SQLException {
        var versions = new HashMap<String, Long>();
        var claims = new HashMap<String, Book.Claimed>();
        var done = new HashSet<UUID>();
        long lastRow = 0;
        Batch.Head head = null;
        while (rows.next()) {
            String name = rows.getString(2);
            switch (rows.getString(1)) {
                case "s" -> versions.put(name, rows.getLong(4));
                case "c" -> claims.put(name, claimed(rows));
                case "d" -> done.add(UUID.fromString(name));
                case "l" -> lastRow = rows.getLong(4);
                default -> head = head(rows);
            }
        }
        if (head == null) {
            throw BookDamaged.noHead();
        }
        if (lastRow != head.position()) {
            throw BookDamaged.headElsewhere(head.position(), lastRow);
        }
        return new Batch.Standing(head, versions, claims, done, joined);
    }

    private static Batch.Head head(ResultSet row) throws SQLException {
        return new Batch.Head(
                row.getLong(4),
                row.getBytes(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(2));
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

    private static Book.Claimed claimed(ResultSet row) throws SQLException {
        return new Book.Claimed(new StreamId(row.getString(3)), row.getLong(4));
    }

    /**
     * Writes a batch if the book still stands where it was decided on. Empty: it does not, and
     * nothing was written.
     *
     * @return the head as it is now
     */
    static Optional<Batch.Head> write(Connection connection, Batch batch) throws SQLException {
        var rows = batch.rows();
        var commands = batch.repeatable();
        var claims = new HashMap<String, Book.Claimed>();
        batch.changedClaims()
                .forEach((key, now) -> now.ifPresent(claimed -> claims.put(key, claimed)));
        var released = new TreeSet<>(batch.changedClaims().keySet());
        released.removeAll(claims.keySet());
        OffsetDateTime now = batch.recordedAt().atOffset(ZoneOffset.UTC);

        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            var parameters = new Parameters(connection, write);
            parameters.number(batch.position());
            parameters.bytes(batch.hash());
            parameters.time(now);
            parameters.number(batch.before().position());
            parameters.text(batch.before().token());
            parameters.time(now);
            parameters.numbers(rows, StoredEvent::position);
            parameters.texts(rows, row -> row.stream().name());
            parameters.numbers(rows, StoredEvent::version);
            parameters.texts(rows, StoredEvent::type);
            parameters.texts(rows, StoredEvent::data);
            parameters.numbers(rows, row -> row.actor() == null ? null : row.actor().value());
            parameters.array("uuid", rows.stream().map(StoredEvent::commandId).toArray());
            parameters.array("bytea", batch.hashes().toArray(byte[][]::new));
            parameters.array("uuid", ids(commands));
            parameters.numbers(commands, Batch.Command::position);
            parameters.texts(commands, it -> it.id().content());
            parameters.array(
                    "integer",
                    commands.stream().map(Batch.Command::events).toArray(Integer[]::new));
            parameters.texts(released, key -> key);
            parameters.texts(claims.keySet(), key -> key);
            parameters.texts(claims.values(), claimed -> claimed.stream().name());
            parameters.numbers(claims.values(), Book.Claimed::position);
            parameters.text(Long.toString(batch.position()));
            try (ResultSet done = write.executeQuery()) {
                return done.next() ? Optional.of(batch.after(done.getString(1))) : Optional.empty();
            }
        }
    }

    /**
     * Whether a batch whose answer never came was done after all: all of it was, or nothing. In a
     * transaction: once that is committed, the batch will not be done any more.
     */
    static boolean wasWritten(Connection connection, Batch batch) throws SQLException {
        // Waits for the server's side of the broken connection, if it is at it; and if it has not
        // even begun, it will find another head than it expects.
        try (var statement = connection.createStatement()) {
            statement.execute(TOUCH);
        }
        try (PreparedStatement select = connection.prepareStatement(WRITTEN)) {
            var parameters = new Parameters(connection, select);
            boolean noEvents = batch.rows().isEmpty();
            parameters.number(batch.position());
            parameters.bytes(noEvents ? new byte[0] : batch.hash());
            parameters.array("uuid", noEvents ? ids(batch.repeatable()) : new UUID[0]);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static Object[] ids(List<Batch.Command> commands) {
        return commands.stream().map(it -> it.id().value()).toArray();
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
