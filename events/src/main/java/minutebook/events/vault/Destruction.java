package minutebook.events.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import minutebook.events.UserId;

/**
 * Destroys what the vault holds of persons who were erased: their keys, and with them all their
 * texts in the book; the hashes of their passwords; the files that nobody else sent. Twice is
 * harmless.
 */
public final class Destruction {
    /** Any number that is nobody else's. */
    private static final long LOCK = 0x657261736564L;

    private static final String HOLD_OFF = "select pg_advisory_xact_lock_shared(" + LOCK + ")";
    private static final String BEGIN = "select pg_advisory_xact_lock(" + LOCK + ")";

    private static final String FILES =
            """
            delete from vault.file where sha256 in (
                select sha256 from vault.file_sender where user_id = any (?)
                except
                select sha256 from vault.file_sender where user_id <> all (?))
            """;

    private static final String[] ROWS = {
        "delete from vault.file_sender where user_id = any (?)",
        "delete from vault.stream_ticket where user_id = any (?)",
        "delete from vault.credential where user_id = any (?)",
        "delete from vault.subject_key where user_id = any (?)"
    };

    private Destruction() {}

    /** Until the end of the transaction nothing is destroyed: a file that is kept stays. */
    static void holdOff(Connection connection) throws SQLException {
        execute(connection, HOLD_OFF);
    }

    /**
     * Destroys it in the transaction of {@code connection}. What others keep for the persons just
     * now is waited for, and destroyed too; those who come later find no key to refer to. Blocks
     * for some milliseconds.
     */
    public static void of(Collection<UserId> persons, Connection connection) throws SQLException {
        Long[] ids = persons.stream().map(UserId::value).toArray(Long[]::new);
        execute(connection, BEGIN);
        execute(connection, FILES, ids, ids);
        for (String rows : ROWS) {
            execute(connection, rows, ids);
        }
    }

    private static void execute(Connection connection, String sql, Long[]... ids)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("bigint", ids[i]));
            }
            statement.execute();
        }
    }
}
