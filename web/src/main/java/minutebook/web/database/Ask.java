package minutebook.web.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Questions with one answer. The SQL is ours, never a user's. */
final class Ask {

    private Ask() {}

    /** The first column of the first row, as text. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("No answer to: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    static boolean isTrue(Connection connection, String sql) throws SQLException {
        return text(connection, sql).equals("t");
    }
}
