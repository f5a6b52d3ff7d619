package minutebook.web;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import minutebook.events.sql.Connecting;
import minutebook.web.access.HashCost;
import minutebook.web.access.Party;
import minutebook.web.access.Passwords;
import minutebook.web.generate.Calendar;
import minutebook.web.generate.Crowd;
import minutebook.web.generate.Generator;
import minutebook.web.start.CannotStart;

/** Fills an empty book, by the operator's hand; how far it is on {@code err}. */
final class OperatorGenerate {
    /** Of everybody who is generated. */
    static final String PASSWORD = "correct horse generated";

    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WriteSide write;
    private final Connecting database;
    private final Calendar calendar;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Begins nothing.
     *
     * @param write whose book has the calendar for its clock
     * @param database as the owner of the tables
     */
    OperatorGenerate(
            WriteSide write,
            Connecting database,
            Calendar calendar,
            PrintStream out,
            PrintStream err) {
        this.write = write;
        this.database = database;
        this.calendar = calendar;
        this.out = out;
        this.err = err;
    }

    /** Throws {@link CannotStart} if the book is not empty, or cannot be written. */
    void run(GenerateWish wish) {
        if (write.book().head() > 0) {
            throw new CannotStart(
                    "The book is not empty: it has %d events. Generate into a new DATA_DIR or database."
                            .formatted(write.book().head()));
        }
        long began = System.nanoTime();
        String hash = new Passwords(HashCost.OWASP).hash(Party.known("generator"), PASSWORD);
        var crowd =
                new Crowd(
                        write.book(),
                        write.claims(),
                        write.numbers(),
                        write.subjectKeys(),
                        write.credentials(),
                        hash);
        var generator =
                new Generator(
                        write.book(),
                        write.claims(),
                        crowd,
                        write.numbers()::nextProject,
                        teller(began, wish.events()));
        try {
            generator.run(wish.events(), wish.seed());
            mailNobody();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted: the book is not full.");
        } catch (SQLException problem) {
            throw new CannotStart("The outbox cannot be set: " + problem.getMessage(), problem);
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "%,d events, %,.0f a second, seed %d. Log in as person-1@example.org, password '%s'.",
                        wish.events(),
                        wish.events() / seconds(began),
                        wish.seed(),
                        PASSWORD));
    }

    /** The outbox begins behind all this: nobody is to be mailed for it. */
    private void mailNobody() throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("update mail.checkpoint set position = head.position from book.head");
        }
    }

    private LongConsumer teller(long began, long all) {
        var written = new AtomicLong();
        var told = new AtomicLong(began);
        return events -> {
            calendar.pass(events);
            long now = System.nanoTime();
            long sum = written.addAndGet(events);
            long before = told.get();
            if (now - before >= TELL_EVERY_NANOS && told.compareAndSet(before, now)) {
                err.println(
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d events, %,.0f a second",
                                sum,
                                all,
                                sum / seconds(began)));
            }
        };
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
