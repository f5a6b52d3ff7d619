package minutebook.web.mail.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import minutebook.events.book.Book;
import minutebook.queries.DatabaseAway;
import minutebook.web.mail.transport.MailTransport;

/**
 * Sends what is in the outbox, on this node, while others do the same. Two couriers, so that one
 * mail server's slow answer does not hold up all; one thread tells the book what became of them,
 * and one says that this node lives, and looks how much waits. Thread-safe.
 */
public final class PostOffice implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PostOffice.class.getName());
    private static final int COURIERS = 2;

    /** What other nodes did not get round to tell. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** What ended, or was broken off, is noted quickly. */
    private static final Duration NOTING = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Minutes minutes;
    private final MailPace pace;
    private final Rest rest;
    private final Bell bell = new Bell();
    private final Bell ended = new Bell();
    private final MailCounts counts = new MailCounts();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Backlog backlog = Backlog.NONE;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;

    public PostOffice(DataSource pool, Book book, MailPace pace) {
        this.outbox = new Outbox(pool, UUID.randomUUID(), pace.claim());
        this.minutes = new Minutes(book, outbox);
        this.pace = pace;
        this.rest = new Rest(pace);
    }

    /**
     * Begins.
     *
     * @param transports makes one for each courier
     */
    public void start(Clerk clerk, Supplier<MailTransport> transports) {
        for (int i = 1; i <= COURIERS; i++) {
            var courier =
                    new Courier(
                            outbox,
                            clerk,
                            transports.get(),
                            pace,
                            rest,
                            bell,
                            ended,
                            counts,
                            () -> closing);
            threads.add(Thread.ofVirtual().name("courier-" + i).start(courier));
        }
        threads.add(Thread.ofVirtual().name("mail-minutes").start(this::tell));
        threads.add(Thread.ofVirtual().name("mail-claims").start(this::live));
    }

    /** There may be something to send. Never blocks for long. */
    public void ring() {
        bell.ring();
    }

    /**
     * Sees to it that the book knows what became of this mail, if anything did: before it is tried
     * again, after which nobody would know. Blocks.
     *
     * @throws minutebook.events.book.AppendFailure if the book could not take it
     */
    public void tell(long mail) {
        try {
            minutes.tell(mail);
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        }
    }

    /** What became of mails by now. */
    public MailCounts counts() {
        return counts;
    }

    /** How mail stands, as it was some seconds ago at most. */
    public Backlog backlog() {
        return backlog;
    }

    /** Whether mail has been due for so long that somebody should look. */
    public boolean isLate() {
        return backlog.late().compareTo(pace.lateAfter()) > 0;
    }

    private void tell() {
        try {
            while (!closing) {
                long heard = ended.rings();
                if (!minutes.tell()) {
                    ended.await(heard, LOOK_EVERY);
                }
            }
        } catch (InterruptedException _) {
            LOG.log(Level.DEBUG, "What became of the last mails, the next start tells");
        }
    }

    /** On a thread of its own: who is late with it is taken for dead. */
    private void live() {
        try {
            while (!closing) {
                renew();
                closed.await(pace.claim().dividedBy(4).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            LOG.log(Level.DEBUG, "The last claims end by themselves");
        }
    }

    private void renew() {
        try {
            outbox.renew();
            boolean before = isLate();
            backlog = outbox.backlog();
            if (isLate() && !before) {
                LOG.log(
                        Level.WARNING,
                        "Mail stands still: {0} wait, the first for {1} s",
                        backlog.waiting(),
                        backlog.late().toSeconds());
            }
        } catch (SQLException away) {
            LOG.log(Level.DEBUG, "The outbox cannot be looked at now", away);
        }
    }

    /** A second call does nothing. Blocks until no mail is under way; for some 7 s at most. */
    @Override
    public void close() {
        closing = true;
        closed.countDown();
        bell.ring();
        ended.ring();
        // All at once: a mail server that does not answer keeps each courier as long.
        if (!join(pace.farewell())) {
            threads.forEach(Thread::interrupt);
            var _ = join(NOTING);
        }
        var _ = minutes.tell();
    }

    private boolean join(Duration within) {
        long until = System.nanoTime() + within.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
