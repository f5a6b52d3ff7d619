package minutebook.web.mail;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import minutebook.commands.users.Users;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.web.mail.transport.MailFiles;

/**
 * Deletes the mail files of people who are erased, on each node its own: those who were erased
 * while it was not running at its start, the others when the book says so.
 */
public final class ErasedMail implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ErasedMail.class.getName());
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Book book;
    private final Users users;
    private final MailFiles files;
    private final Thread follower = Thread.ofVirtual().name("erased-mail").unstarted(this::follow);
    private volatile boolean closing;

    public ErasedMail(Book book, Users users, MailFiles files) {
        this.book = book;
        this.users = users;
        this.files = files;
    }

    /** Begins. Does not block. */
    public void start() {
        follower.start();
    }

    /**
     * Deletes those of all who are erased by now. Blocks: a look into the book for each recipient.
     */
    public void sweep() {
        files.delete(user -> users.findLatest(user).isEmpty());
    }

    private void follow() {
        // First the place in the book: who is erased during the sweep is heard of behind it.
        try (Subscription subscription = book.follow(book.head())) {
            sweep();
            while (!closing) {
                subscription.next(PATIENCE).forEach(this::happened);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Mail files of erased people stay until the next start", failure);
        }
    }

    private void happened(RecordedEvent recorded) {
        if (recorded.event() instanceof UserErased it) {
            try {
                files.delete(it.user()::equals);
            } catch (UncheckedIOException failure) {
                LOG.log(
                        Level.ERROR,
                        "Mail files of user " + it.user() + " stay until the next start",
                        failure);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            follower.join(PATIENCE.multipliedBy(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
