package minutebook.events.book;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import minutebook.events.sql.Connecting;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Notices what other nodes append: woken by NOTIFY, and by looking at the head every 200 ms, since
 * a notification may be lost with a connection. What a notification says is only a hint, for
 * whoever may log in to PostgreSQL can send one; and of a head that was changed by hand, nothing is
 * believed but what there are rows for.
 */
final class HeadWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeadWatch.class.getName());
    private static final int LOOK_EVERY_MILLIS = 200;

    private final Connecting database;
    private final Tail tail;
    private final String epoch;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable String problem;

    /** {@code epoch}: of the book when it was opened. */
    HeadWatch(Connecting database, Tail tail, String epoch) {
        this.database = database;
        this.tail = tail;
        this.epoch = epoch;
        thread = Thread.ofPlatform().name("book-head-watch").daemon().start(this::run);
    }

    /** What is wrong with the head, for people; empty: nothing, or the database is away. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        while (!closing) {
            try (Connection connection = database.connect()) {
                watch(connection);
            } catch (BookDamaged damaged) {
                tell(damaged);
                pause();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "The watch of the head lost its connection", e);
                pause();
            }
        }
    }

    private void watch(Connection connection) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("listen book");
        }
        while (!closing) {
            var notified =
                    connection.unwrap(PGConnection.class).getNotifications(LOOK_EVERY_MILLIS);
            if (notified == null || notified.length == 0 || isNews(notified)) {
                look(connection);
            }
        }
    }

    /** This node's own appends are known when their notification comes. */
    private boolean isNews(PGNotification[] notified) {
        try {
            return Long.parseLong(notified[notified.length - 1].getParameter()) > tail.head();
        } catch (NumberFormatException notOurs) {
            return true;
        }
    }

    private void look(Connection connection) throws SQLException {
        BookReader.Head head = BookReader.head(connection);
        tail.seen(head.reach());
        if (head.position() != head.lastRow()) {
            tell(BookDamaged.headElsewhere(head.position(), head.lastRow()));
        } else if (!head.epoch().equals(epoch)) {
            tell(BookDamaged.otherEpoch(epoch, head.epoch()));
        } else {
            problem = null;
        }
    }

    private void tell(BookDamaged damaged) {
        String text = damaged.getMessage() + ".";
        if (!text.equals(problem)) {
            LOG.log(Level.ERROR, text);
        }
        problem = text;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(2 * LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
