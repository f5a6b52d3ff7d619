package minutebook.web;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.events.book.verify.BookEnd;
import minutebook.events.book.verify.BookWalk;
import minutebook.events.book.verify.Verdict;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.events.book.verify.WalkListener;
import minutebook.events.sql.Connecting;
import minutebook.web.start.CannotStart;

/** The book, verified by the operator: the verdict on {@code out}, how far it is on {@code err}. */
final class OperatorVerify {

    /** The exit code where the book is not whole. Any failure is a 1, wrong arguments are a 2. */
    static final int BROKEN = 3;

    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connecting database;
    private final PrintStream out;
    private final PrintStream err;

    OperatorVerify(Connecting database, PrintStream out, PrintStream err) {
        this.database = database;
        this.out = out;
        this.err = err;
    }

    /**
     * Walks, and says what came of it. Blocks: some seconds a million events.
     *
     * @return the exit code: 0 or {@link #BROKEN}
     * @throws WrongArguments if the positions are behind the end of the book
     * @throws CannotStart if the book cannot be read
     */
    int run(VerifyWish wish) {
        long began = System.nanoTime();
        try (Connection connection = database.connect()) {
            var walk = new BookWalk(connection);
            BookEnd end = walk.end();
            long head = end.head().position();
            long to = wish.to().orElse(head);
            checkWithin(wish.from(), to, head);
            Verdict verdict = walk.walk(end, wish.from(), to, Map.of(), teller(began));
            out.println(told(verdict, to == head, began));
            return verdict instanceof Whole ? 0 : BROKEN;
        } catch (SQLException problem) {
            throw new CannotStart("The book cannot be read: " + problem.getMessage(), problem);
        }
    }

    private static void checkWithin(long from, long to, long head) {
        // An empty book is walked from 1, too: it may have rows that it does not own up to.
        if (from > Math.max(1, head)) {
            throw new WrongArguments(
                    "--from %d is behind the end of the book, which is at %d."
                            .formatted(from, head));
        }
        if (to > head) {
            throw new WrongArguments(
                    "--to %d is behind the end of the book, which is at %d.".formatted(to, head));
        }
    }

    private WalkListener teller(long began) {
        return new WalkListener() {
            private long told = began;

            @Override
            public void walked(long walked, long all) {
                long now = System.nanoTime();
                if (now - told >= TELL_EVERY_NANOS) {
                    told = now;
                    err.println(
                            String.format(
                                    Locale.ROOT,
                                    "%,d of %,d events, %,.0f a second",
                                    walked,
                                    all,
                                    walked / seconds(began)));
                }
            }
        };
    }

    private static String told(Verdict verdict, boolean toTheEnd, long began) {
        return switch (verdict) {
            case Broken broken -> broken.sentence();
            case Whole whole when whole.events() == 0 -> "The book is whole: it is empty.";
            case Whole whole ->
                    String.format(
                            Locale.ROOT,
                            "The %s whole: %,d %s, positions %d to %d, %s %s, %.1f s.",
                            toTheEnd && whole.from() == 1 ? "book is" : "piece of the book is",
                            whole.events(),
                            whole.events() == 1 ? "event" : "events",
                            whole.from(),
                            whole.to(),
                            toTheEnd ? "head" : "last hash",
                            HexFormat.of().formatHex(whole.hash()),
                            seconds(began));
        };
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
