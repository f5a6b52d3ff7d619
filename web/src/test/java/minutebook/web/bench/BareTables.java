package minutebook.web.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import minutebook.web.bench.WrittenBatches.Row;
import org.jspecify.annotations.Nullable;

/**
 * Tables with the columns and indexes of the book's, and nothing of its rules: what PostgreSQL can
 * do with the same rows.
 */
final class BareTables {
    private static final String MAKE =
            """
            drop schema if exists bench cascade;
            create schema bench;
            create table bench.event (like book.event including all);
            create table bench.command (like book.command including all);
            grant usage on schema bench to minutebook_app;
            grant insert on all tables in schema bench to minutebook_app;
            """;

    // As the appender writes: of the same arrays, in one statement.
    private static final String INSERT =
            """
            with event as (
                insert into bench.event
                    (position, stream, version, type, data, actor, command_id, recorded_at, hash)
                select position, stream, version, type, data::json, actor, command_id, ?, hash
                from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                            ?::bigint[], ?::uuid[], ?::bytea[])
                    e (position, stream, version, type, data, actor, command_id, hash))
            insert into bench.command (command_id, position, content, events)
            select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::integer[])
            """;

    private BareTables() {}

    /** Makes them, empty. {@code owner}: of the book. */
    static void make(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(MAKE);
        }
    }

    static void drop(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("drop schema if exists bench cascade");
        }
    }

    /** Writes these rows in one transaction of this statement. Returns when they are durable. */
    static void insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, rows.getFirst().recordedAt());
            List<Row> ends = rows.stream().filter(Row::endsCommand).toList();
            var arrays = new Arrays(connection, insert);
            arrays.set("bigint", rows, Row::position);
            arrays.set("text", rows, Row::stream);
            arrays.set("bigint", rows, Row::version);
            arrays.set("text", rows, Row::type);
            arrays.set("text", rows, Row::data);
            arrays.set("bigint", rows, Row::actor);
            arrays.set("uuid", rows, Row::command);
            insert.setArray(
                    9,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::hash).toArray(byte[][]::new)));
            arrays.skip();
            arrays.set("uuid", ends, Row::command);
            arrays.set("bigint", ends, Row::position);
            arrays.set("text", ends, Row::content);
            arrays.set("integer", ends, Row::events);
            insert.execute();
        }
    }

    /** Binds one array after the other, behind the first parameter. */
    private static final class Arrays {
        private final Connection connection;
        private final PreparedStatement statement;
        private int index = 1;

        Arrays(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void set(String type, List<Row> rows, Function<Row, @Nullable Object> column)
                throws SQLException {
            Object[] values =
                    switch (type) {
                        case "bigint" -> rows.stream().map(column).toArray(Long[]::new);
                        case "integer" -> rows.stream().map(column).toArray(Integer[]::new);
                        case "text" -> rows.stream().map(column).toArray(String[]::new);
                        default -> rows.stream().map(column).toArray();
                    };
            statement.setArray(++index, connection.createArrayOf(type, values));
        }

        void skip() {
            index++;
        }
    }
}
