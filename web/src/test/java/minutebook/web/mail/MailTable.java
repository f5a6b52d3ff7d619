package minutebook.web.mail;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** What stands in the outbox and in the book, as the owner of the database sees it. */
public final class MailTable {
    /** Whole nodes may have to start meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final DataSource database;

    public MailTable(DataSource database) {
        this.database = database;
    }

    /** The first column of what {@code sql} finds. */
    List<String> texts(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    int update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The state of each mail to somebody, in the order in which they were caused. */
    List<String> states(long user) throws SQLException {
        return texts(
                "select state from mail.outbox where recipient = %d order by id".formatted(user));
    }

    /** What the book tells of mails to somebody, each as {@code type data}. */
    List<String> told(long user) throws SQLException {
        return texts(
                "select type || ' ' || data from book.event where stream = 'mail-%d' order by position"
                        .formatted(user));
    }

    /** The first column of what {@code sql} finds, as soon as it is as wanted. */
    List<String> await(String sql, Predicate<List<String>> wanted)
            throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<String> found = texts(sql);
        while (!wanted.test(found)) {
            if (System.nanoTime() > until) {
                throw new AssertionError(sql + ": " + found);
            }
            Thread.sleep(LOOK_EVERY);
            found = texts(sql);
        }
        return found;
    }

    /** Waits until no mail waits, and the book knows of all: it goes on only if people do. */
    public void awaitAllEnded() throws SQLException, InterruptedException {
        awaitNoted();
        await("select 1 from mail.outbox where not told", List::isEmpty);
    }

    /** Waits until the outbox has read the book to its end. */
    void awaitNoted() throws SQLException, InterruptedException {
        String head = texts("select position from book.head").getFirst();
        await("select 1 from mail.checkpoint where position >= " + head, found -> !found.isEmpty());
    }
}
