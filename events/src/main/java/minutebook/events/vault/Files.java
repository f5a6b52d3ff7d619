package minutebook.events.vault;

import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/** The contents of files, each once, by the SHA-256 of its bytes (64 lower-case hex digits). */
public final class Files {
    private final DataSource database;

    public Files(DataSource database) {
        this.database = database;
    }

    /** Keeps a file, durable on return; the same file twice is no error. */
    public void keep(String sha256, byte[] bytes) {
        Sql.update(
                database,
                """
                insert into vault.file (sha256, bytes) values (?, ?)
                on conflict (sha256) do nothing
                """,
                statement -> {
                    statement.setBytes(1, HexFormat.of().parseHex(sha256));
                    statement.setBytes(2, bytes);
                });
    }

    public Optional<byte[]> find(String sha256) {
        return Sql.first(
                database,
                "select bytes from vault.file where sha256 = ?",
                statement -> statement.setBytes(1, HexFormat.of().parseHex(sha256)),
                row -> row.getBytes(1));
    }
}
