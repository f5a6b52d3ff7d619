package minutebook.events.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** One statement; on a pooled connection, with its failures as {@link VaultUnavailable}. */
final class Sql {
    private Sql() {}

    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static void update(DataSource database, String sql, Binding binding) {
        try (Connection connection = database.getConnection()) {
            update(connection, sql, binding);
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }

    static void update(Connection connection, String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            statement.executeUpdate();
        }
    }

    static <T> Optional<T> first(DataSource database, String sql, Binding binding, Row<T> read) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(read.read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }
}
