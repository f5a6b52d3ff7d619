package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.TestServer;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A node whose appender has no connection is not ready, though its pool has all of its own. */
class BookHealthIT {
    private final PGSimpleDataSource database = TestServer.newDatabase();
    private final AtomicBoolean full = new AtomicBoolean(true);

    @Test
    void who_cannot_append_is_not_ready_before_anybody_tries() throws Exception {
        try (var book =
                new PostgresBook(
                        database,
                        () -> {
                            if (full.get()) {
                                throw new SQLException("too many clients already", "53300");
                            }
                            return database.getConnection();
                        },
                        new SubjectKeys(database))) {
            await(book, false);
            assertEquals(
                    "The appender has no connection to the database.",
                    BookHealth.of(book).data().get("reason"));

            full.set(false);

            await(book, true);
        }
    }

    private static void await(PostgresBook book, boolean up) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (BookHealth.of(book).isUp() != up) {
            assertTrue(System.nanoTime() < until, () -> BookHealth.of(book).toString());
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
