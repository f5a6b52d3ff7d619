package minutebook.events.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.events.sql.Transactions;

/** The contents of files, each once, by the SHA-256 of its bytes (64 lower-case hex digits). */
public final class Files {
    private static final String KEEP =
            "insert into vault.file (sha256, bytes) values (?, ?) on conflict (sha256) do nothing";

    private static final String SENT_BY =
            "insert into vault.file_sender (sha256, user_id) values (?, ?) on conflict do nothing";

    private final DataSource database;

    public Files(DataSource database) {
        this.database = database;
    }

    /**
     * Keeps a file, durable on return; the same file twice is no error.
     *
     * @param sender who is about to send it: it stays as long as anybody who sent it is there
     * @throws VaultUnavailable also if the sender was erased
     */
    public void keep(UserId sender, String sha256, byte[] bytes) {
        byte[] digest = HexFormat.of().parseHex(sha256);
        try (Connection connection = database.getConnection()) {
            Transactions.run(
                    connection,
                    c -> {
                        Destruction.holdOff(c);
                        Sql.update(c, KEEP, it -> bind(it, digest, bytes));
                        Sql.update(c, SENT_BY, it -> bind(it, digest, sender.value()));
                        return true;
                    });
        } catch (SQLException e) {
            throw new VaultUnavailable(e);
        }
    }

    private static void bind(PreparedStatement statement, byte[] digest, Object second)
            throws SQLException {
        statement.setBytes(1, digest);
        statement.setObject(2, second);
    }

    public Optional<byte[]> find(String sha256) {
        return Sql.first(
                database,
                "select bytes from vault.file where sha256 = ?",
                statement -> statement.setBytes(1, HexFormat.of().parseHex(sha256)),
                row -> row.getBytes(1));
    }
}
