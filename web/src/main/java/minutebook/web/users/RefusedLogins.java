package minutebook.web.users;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.AppendFailure.AlreadyDone;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import org.jspecify.annotations.Nullable;

/**
 * Writes refused log-ins into the book, once a minute and never while somebody waits for an answer,
 * so that it tells nobody anything by its time. What a crash takes is the last minute. Thread-safe.
 */
public final class RefusedLogins implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RefusedLogins.class.getName());
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    private final Book book;
    private final RefusalTally tally = new RefusalTally();
    private final Thread clerk = Thread.ofVirtual().name("refused-logins").unstarted(this::run);

    // Of the clerk, and then of who closes: what was told and not answered, and is told again.
    private @Nullable Append pending;

    private RefusedLogins(Book book) {
        this.book = book;
    }

    /** Begins to write. To be closed before the book is: then the rest is written. */
    public static RefusedLogins start(Book book) {
        var logins = new RefusedLogins(book);
        logins.clerk.start();
        return logins;
    }

    /**
     * Counts one. Does not block.
     *
     * @param user whose account it was; null: there is none with this mail
     * @param network see {@link minutebook.web.door.ClientAddress#networkOf}
     */
    void count(@Nullable UserId user, String network) {
        tally.count(user, network);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TELL_EVERY);
                tell();
            }
        } catch (InterruptedException closed) {
            // Its ordinary end.
        }
    }

    private void tell() {
        Append append = pending == null ? next() : pending;
        if (append == null) {
            return;
        }
        pending = append;
        try {
            book.append(append);
            pending = null;
        } catch (AlreadyDone done) {
            pending = null;
        } catch (AppendFailure away) {
            LOG.log(Level.DEBUG, "The book will be told later of refused log-ins", away);
        }
    }

    private @Nullable Append next() {
        var events = tally.take();
        return events.isEmpty()
                ? null
                : new Append(
                        CommandId.fresh(),
                        null,
                        List.copyOf(events),
                        Map.of(),
                        List.of(),
                        List.of());
    }

    @Override
    public void close() {
        clerk.interrupt();
        try {
            clerk.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        // What waited, and what came since.
        tell();
        tell();
    }
}
