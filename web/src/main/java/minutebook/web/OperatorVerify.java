package minutebook.web;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.events.book.verify.WalkListener;
import minutebook.events.sql.Connecting;
import minutebook.web.proof.BehindTheEnd;
import minutebook.web.proof.Checkpoints;
import minutebook.web.proof.Verification;
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
     * @param dataDir of the node whose checkpoints are compared, if no others are wished
     * @return the exit code: 0 or {@link #BROKEN}
     * @throws WrongArguments if the positions are behind the end of the book
     * @throws CannotStart if the book or the checkpoints cannot be read
     */
    int run(VerifyWish wish, Path dataDir) {
        Checkpoints checkpoints = checkpoints(wish, dataDir);
        long began = System.nanoTime();
        try (Connection connection = database.connect()) {
            Verification found =
                    Verification.of(connection, wish.from(), wish.to(), checkpoints, teller(began));
            out.println(found.sentence());
            return found.verdict() instanceof Whole ? 0 : BROKEN;
        } catch (BehindTheEnd behind) {
            throw new WrongArguments(behind.sentence("--" + behind.name()));
        } catch (SQLException problem) {
            throw new CannotStart("The book cannot be read: " + problem.getMessage(), problem);
        }
    }

    private static Checkpoints checkpoints(VerifyWish wish, Path dataDir) {
        try {
            return Checkpoints.of(dataDir, wish.checkpoints(), wish.key());
        } catch (IOException problem) {
            throw new CannotStart(
                    "The checkpoints cannot be used: %s.".formatted(problem.getMessage()), problem);
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

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
