package minutebook.events.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.sql.Transactions;

/** The server's own secrets, shared by all nodes: made at the first start, and kept. */
public final class ServerKeys {

    /**
     * A secret of 32 bytes, with its name.
     *
     * @param age how old it was when it was read, by the database's clock, which is one for all
     */
    public record ServerKey(UUID id, byte[] key, Duration age) {}

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

    /**
     * Adds a key, the newest from now on, and deletes those that were replaced longer ago than
     * {@code needed}.
     *
     * @return how many were deleted
     */
    public static int rotate(DataSource database, String purpose, Duration needed) {
        try (Connection connection = database.getConnection()) {
            return Transactions.run(
                    connection,
                    c -> {
                        lock(c, purpose);
                        int deleted = deleteReplacedBefore(c, purpose, needed);
                        insert(c, purpose);
                        return deleted;
                    });
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }

    private static List<ServerKey> make(Connection connection, String purpose) throws SQLException {
        lock(connection, purpose);
        if (read(connection, purpose).isEmpty()) {
            insert(connection, purpose);
        }
        return read(connection, purpose);
    }

    /** Two nodes that start at the same time must end up with the same key: the second waits. */
    private static void lock(Connection connection, String purpose) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(?))")) {
            lock.setString(1, "vault.key " + purpose);
            lock.execute();
        }
    }

    private static void insert(Connection connection, String purpose) throws SQLException {
        // Not the time at which the transaction began: it may have waited for the lock since.
        try (var insert =
                connection.prepareStatement(
                        "insert into vault.key (id, purpose, key, created_at)"
                                + " values (?, ?, ?, clock_timestamp())")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, purpose);
            insert.setBytes(3, Secrets.random(32));
            insert.executeUpdate();
        }
    }

    private static int deleteReplacedBefore(Connection connection, String purpose, Duration needed)
            throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        """
                        delete from vault.key as replaced
                         where purpose = ?
                           and exists (select from vault.key newer
                                        where newer.purpose = replaced.purpose
                                          and newer.created_at > replaced.created_at
                                          and newer.created_at
                                              < clock_timestamp() - ? * interval '1 second')
                        """)) {
            delete.setString(1, purpose);
            delete.setLong(2, needed.toSeconds());
            return delete.executeUpdate();
        }
    }

    private static List<ServerKey> read(Connection connection, String purpose) throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "select id, key,"
                                + " extract(epoch from clock_timestamp() - created_at) * 1000"
                                + " from vault.key where purpose = ? order by created_at desc")) {
            select.setString(1, purpose);
            try (var rows = select.executeQuery()) {
                var keys = new ArrayList<ServerKey>();
                while (rows.next()) {
                    keys.add(
                            new ServerKey(
                                    rows.getObject(1, UUID.class),
                                    rows.getBytes(2),
                                    Duration.ofMillis(rows.getLong(3))));
                }
                return List.copyOf(keys);
            }
        }
    }
}
