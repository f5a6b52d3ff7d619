package minutebook.events.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.sql.Transactions;

/** The server's own secrets, shared by all nodes: made at the first start, and kept. */
public final class ServerKeys {

    /** A secret of 32 bytes, with its name. */
    public record ServerKey(UUID id, byte[] key) {}

    private ServerKeys() {}

    /** All keys of a purpose, the newest first; made now if there is none. */
    public static List<ServerKey> of(DataSource database, String purpose) {
        try (Connection connection = database.getConnection()) {
            List<ServerKey> keys = read(connection, purpose);
            return keys.isEmpty() ? Transactions.run(connection, c -> make(c, purpose)) : keys;
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }

    private static List<ServerKey> make(Connection connection, String purpose) throws SQLException {
        // Two nodes that start at the same time must end up with the same key: the second waits
        // here.
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(?))")) {
            lock.setString(1, "vault.key " + purpose);
            lock.execute();
        }
        if (read(connection, purpose).isEmpty()) {
            try (var insert =
                    connection.prepareStatement(
                            "insert into vault.key (id, purpose, key) values (?, ?, ?)")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, purpose);
                insert.setBytes(3, Secrets.random(32));
                insert.executeUpdate();
            }
        }
        return read(connection, purpose);
    }

    private static List<ServerKey> read(Connection connection, String purpose) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select id, key from vault.key where purpose = ? order by created_at desc")) {
            select.setString(1, purpose);
            try (var rows = select.executeQuery()) {
                var keys = new ArrayList<ServerKey>();
                while (rows.next()) {
                    keys.add(new ServerKey(rows.getObject(1, UUID.class), rows.getBytes(2)));
                }
                return List.copyOf(keys);
            }
        }
    }
}
