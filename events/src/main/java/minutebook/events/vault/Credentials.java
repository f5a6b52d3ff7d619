package minutebook.events.vault;

import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.UserId;

/** The hashes of passwords. One counts only if the user's latest credential event names it. */
public final class Credentials {
    private final DataSource database;

    public Credentials(DataSource database) {
        this.database = database;
    }

    /** Keeps a hash, durable on return, and names it. */
    public UUID keep(UserId user, String hash) {
        UUID credential = UUID.randomUUID();
        Sql.update(
                database,
                "insert into vault.credential (id, user_id, hash) values (?, ?, ?)",
                statement -> {
                    statement.setObject(1, credential);
                    statement.setLong(2, user.value());
                    statement.setString(3, hash);
                });
        return credential;
    }

    public Optional<String> find(UUID credential) {
        return Sql.first(
                database,
                "select hash from vault.credential where id = ?",
                statement -> statement.setObject(1, credential),
                row -> row.getString(1));
    }

    /** Drops a hash that no event came to name, or that another one took the place of. */
    public void drop(UUID credential) {
        Sql.update(
                database,
                "delete from vault.credential where id = ?",
                statement -> statement.setObject(1, credential));
    }
}
