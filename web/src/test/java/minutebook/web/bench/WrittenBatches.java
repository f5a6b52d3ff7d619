package minutebook.web.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an appender wrote, transaction by transaction, read back so that it can be written again.
 */
record WrittenBatches(List<List<Row>> batches) {

    // An appender gives all events of a transaction one time, and each transaction another.
    private static final String SELECT =
            """
            select e.position, e.stream, e.version, e.type, e.data::text, e.actor, e.command_id,
                e.recorded_at, e.hash, e.position = c.position, c.content, c.events
            from book.event e left join book.command c using (command_id)
            where e.position > ? order by e.position
            """;

    /**
     * A row of the book, and of the command's own table if it is the command's last.
     *
     * @param actor null: nobody's
     * @param content of the command's row, mostly null
     * @param events of the command's row, mostly null
     */
    record Row(
            long position,
            String stream,
            long version,
            String type,
            String data,
            @Nullable Long actor,
            UUID command,
            OffsetDateTime recordedAt,
            byte[] hash,
            boolean endsCommand,
            @Nullable String content,
            @Nullable Integer events) {}

    static WrittenBatches behind(long position, Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, position);
            try (ResultSet rows = select.executeQuery()) {
                return of(rows);
            }
        }
    }

    private static WrittenBatches of(ResultSet rows) throws SQLException {
        var batches = new ArrayList<List<Row>>();
        List<Row> batch = new ArrayList<>();
        while (rows.next()) {
            Row row = row(rows);
            if (!batch.isEmpty() && !batch.getLast().recordedAt().equals(row.recordedAt())) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(row);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return new WrittenBatches(batches);
    }

    List<Row> rows() {
        return batches.stream().flatMap(List::stream).toList();
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getString(4),
                rows.getString(5),
                rows.getObject(6, Long.class),
                rows.getObject(7, UUID.class),
                rows.getObject(8, OffsetDateTime.class),
                rows.getBytes(9),
                rows.getBoolean(10),
                rows.getString(11),
                rows.getObject(12, Integer.class));
    }
}
