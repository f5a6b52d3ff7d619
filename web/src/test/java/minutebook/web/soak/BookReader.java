package minutebook.web.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.soak.check.BookEvent;
import minutebook.web.soak.check.CommandIds;

/** The book as it stands in the database, read past everything that we made of it. */
public record BookReader(List<BookEvent> events, String epoch, CommandIds commandIds) {
    private static final String EVENTS =
            """
            select position, stream, version, type, data::text, actor, command_id::text, recorded_at, hash
            from book.event order by position
            """;

    /** Reads all of it; the server runs. */
    static BookReader read(Path dataDir) throws IOException, SQLException {
        var url = DatabaseUrl.parse(Files.readString(dataDir.resolve("postgres/url")));
        try (Connection connection =
                DriverManager.getConnection(url.jdbc(), url.user(), url.password())) {
            return read(connection);
        }
    }

    /** Reads all of it, as the owner of the database. */
    public static BookReader read(Connection connection) throws SQLException {
        return new BookReader(
                events(connection), epoch(connection), ServerCommandIds.read(connection));
    }

    private static List<BookEvent> events(Connection connection) throws SQLException {
        var events = new ArrayList<BookEvent>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EVENTS)) {
            while (rows.next()) {
                events.add(
                        new BookEvent(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getObject(6, Long.class),
                                rows.getString(7),
                                rows.getObject(8, OffsetDateTime.class).toInstant(),
                                rows.getBytes(9)));
            }
        }
        return events;
    }

    private static String epoch(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select epoch from book.head")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
