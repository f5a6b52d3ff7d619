package minutebook.web.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import minutebook.events.sql.Transactions;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.OperatorDatabase;

/** Reads the whole table of the book over the wire, by a cursor, and does nothing with the rows. */
final class ReadBench {
    private static final int ROWS_AT_ONCE = 10_000;
    private static final String SELECT =
            """
            select position, stream, version, type, data::text, actor, command_id, recorded_at
            from book.event order by position
            """;

    private ReadBench() {}

    /** {@code arguments}: the database. Prints one line of JSON. */
    public static void main(String[] arguments) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(arguments[0]);
        try (Connection connection = OperatorDatabase.owner(url).connect()) {
            long start = System.nanoTime();
            long rows = Transactions.run(connection, ReadBench::read);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"rows\": %d, \"seconds\": %.3f, \"perSecond\": %.0f}%n",
                    rows,
                    seconds,
                    rows / seconds);
        }
    }

    private static long read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            long rows = 0;
            try (ResultSet book = statement.executeQuery(SELECT)) {
                while (book.next()) {
                    take(book);
                    rows++;
                }
            }
            return rows;
        }
    }

    /** Each column becomes what it is in Java: else the driver leaves most of the work undone. */
    private static void take(ResultSet row) throws SQLException {
        if (row.getLong(1) <= 0
                || row.getString(2).isEmpty()
                || row.getLong(3) <= 0
                || row.getString(4).isEmpty()
                || row.getString(5).isEmpty()
                || row.getLong(6) < 0
                || row.getObject(7, UUID.class) == null
                || row.getObject(8, OffsetDateTime.class) == null) {
            throw new IllegalStateException("A row is no event");
        }
    }
}
