package minutebook.web.mail.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import minutebook.events.book.AppendFailure;
import minutebook.events.log.About;
import minutebook.web.mail.transport.Mail;
import minutebook.web.mail.transport.MailFault;
import minutebook.web.mail.transport.MailTransport;

/**
 * Carries mails, one after the other, over one connection. What was handed over it notes, however
 * long the database is away; only its own end can keep it from that, and then the mail goes out
 * once more.
 */
final class Courier implements Runnable {
    private static final Logger LOG = System.getLogger(Courier.class.getName());

    /** Other nodes, and mails that are to be tried again, ring no bell. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final long KEEP_OPEN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration DATABASE_PAUSE = Duration.ofMillis(200);

    private final Outbox outbox;
    private final Clerk clerk;
    private final MailTransport transport;
    private final MailPace pace;
    private final Rest rest;
    private final Bell bell;
    private final Bell ended;
    private final MailCounts counts;
    private final BooleanSupplier closing;
    private long databaseSinceNanos = System.nanoTime();
    private long usedAtNanos = System.nanoTime();

    /**
     * @param bell rung when there may be something to send
     * @param ended is rung when the book is to be told what became of a mail
     * @param closing no further mail is to be taken
     */
    Courier(
            Outbox outbox,
            Clerk clerk,
            MailTransport transport,
            MailPace pace,
            Rest rest,
            Bell bell,
            Bell ended,
            MailCounts counts,
            BooleanSupplier closing) {
        this.outbox = outbox;
        this.clerk = clerk;
        this.transport = transport;
        this.pace = pace;
        this.rest = rest;
        this.bell = bell;
        this.ended = ended;
        this.counts = counts;
        this.closing = closing;
    }

    @Override
    public void run() {
        try (transport) {
            while (!closing.getAsBoolean()) {
                long heard = bell.rings();
                Optional<Entry> entry = take();
                if (entry.isPresent()) {
                    carry(entry.get());
                } else {
                    pause(heard);
                }
            }
        } catch (InterruptedException _) {
            // Its end: what it had begun, another courier tries again.
            LOG.log(Level.DEBUG, "A courier was interrupted");
        }
    }

    private Optional<Entry> take() throws InterruptedException {
        if (rest.left().isPositive()) {
            return Optional.empty();
        }
        try {
            return outbox.take(mayTakeOrphans());
        } catch (SQLException away) {
            LOG.log(Level.DEBUG, "The outbox cannot be read now", away);
            databaseSinceNanos = System.nanoTime();
            return Optional.empty();
        }
    }

    /**
     * After an outage of the database every claim is old: who lives has half of a claim's time to
     * say so.
     */
    private boolean mayTakeOrphans() {
        return System.nanoTime() - databaseSinceNanos > pace.claim().toNanos() / 2;
    }

    private void pause(long heard) throws InterruptedException {
        if (System.nanoTime() - usedAtNanos > KEEP_OPEN_NANOS) {
            transport.close();
        }
        Duration left = rest.left();
        if (left.isPositive()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left.toNanos(), LOOK_EVERY.toNanos()));
        } else {
            bell.await(heard, LOOK_EVERY);
        }
    }

    private void carry(Entry entry) throws InterruptedException {
        try {
            switch (clerk.order(entry)) {
                case Clerk.Order.Send(var mail) -> send(entry, mail);
                case Clerk.Order.Drop(var reason) -> {
                    note(() -> outbox.dropped(entry, reason));
                    counts.countDropped();
                    forgetIfGone(entry);
                }
            }
            ended.ring();
        } catch (AppendFailure away) {
            LOG.log(Level.DEBUG, "The book cannot be read now", away);
            defer(entry, DATABASE_PAUSE, "The database did not answer.");
        } catch (RuntimeException bug) {
            // One mail that cannot be written must not keep all others from going out.
            String what = "Mail " + entry.id() + " cannot be written";
            About.event(entry.position()).in(() -> LOG.log(Level.ERROR, what, bug));
            String problem = "It could not be written: " + bug.getClass().getSimpleName();
            defer(entry, pace.deferred(entry.attempts()), problem);
        }
        usedAtNanos = System.nanoTime();
    }

    private void send(Entry entry, Mail mail) throws InterruptedException {
        try {
            transport.send(mail);
        } catch (MailFault fault) {
            failed(entry, fault, problem(fault, mail));
            forgetIfGone(entry);
            return;
        }
        rest.end();
        note(() -> outbox.sent(entry));
        counts.countSent();
        // Erased since the mail was written: their other files may have been deleted before.
        if (clerk.isGone(entry.recipient())) {
            transport.takeBack(mail);
        }
    }

    /** Erased while it was on its way: what was said of it was noted after all else was deleted. */
    private void forgetIfGone(Entry entry) throws InterruptedException {
        if (clerk.isGone(entry.recipient())) {
            note(() -> outbox.forget(entry));
        }
    }

    /** In the outbox stands no address: who is erased must not be found there. */
    private static String problem(MailFault fault, Mail mail) {
        return Pattern.compile(Pattern.quote(mail.to()), Pattern.CASE_INSENSITIVE)
                .matcher(String.valueOf(fault.getMessage()))
                .replaceAll("the recipient");
    }

    private void failed(Entry entry, MailFault fault, String problem) throws InterruptedException {
        switch (fault) {
            case MailFault.Unreachable _ -> {
                if (!rest.isOn()) {
                    warn(entry, "No mail can be sent: " + problem);
                }
                rest.begin();
                // It is as due as before: by that it is seen that mail stands still.
                defer(entry, Duration.ZERO, problem);
            }
            case MailFault.Deferred _ -> {
                rest.end();
                counts.countDeferred();
                defer(entry, pace.deferred(entry.attempts()), problem);
            }
            case MailFault.Refused refused -> {
                rest.end();
                counts.countRefused();
                warn(entry, "Mail " + entry.id() + " is refused: " + refused.reply());
                note(() -> outbox.refused(entry, refused.reply(), problem));
            }
        }
    }

    private static void warn(Entry entry, String what) {
        About.event(entry.position()).in(() -> LOG.log(Level.WARNING, what));
    }

    private void defer(Entry entry, Duration delay, String problem) throws InterruptedException {
        note(() -> outbox.deferred(entry, delay, problem));
    }

    @FunctionalInterface
    private interface Note {
        void write() throws SQLException;
    }

    private void note(Note note) throws InterruptedException {
        while (true) {
            try {
                note.write();
                return;
            } catch (SQLException away) {
                LOG.log(Level.DEBUG, "What became of a mail cannot be noted now", away);
                databaseSinceNanos = System.nanoTime();
                Thread.sleep(DATABASE_PAUSE);
            }
        }
    }
}
