package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import minutebook.events.sql.Connecting;
import org.postgresql.PGConnection;

/**
 * Notices what other nodes append: woken by NOTIFY, and by looking at the head every 200 ms, since
 * a notification may be lost with a connection.
 */
final class HeadWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeadWatch.class.getName());
    private static final int LOOK_EVERY_MILLIS = 200;

    private final Connecting database;
    private final Tail tail;
    private final Thread thread;
    private volatile boolean closing;

    HeadWatch(Connecting database, Tail tail) {
        this.database = database;
        this.tail = tail;
        thread = Thread.ofPlatform().name("book-head-watch").daemon().start(this::run);
    }

    private void run() {
        while (!closing) {
            try (Connection connection = database.connect()) {
                watch(connection);
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "The watch of the head lost its connection", e);
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
            if (notified == null || notified.length == 0) {
                tail.seen(BookReader.head(connection).position());
            } else {
                tail.seen(Long.parseLong(notified[notified.length - 1].getParameter()));
            }
        }
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
