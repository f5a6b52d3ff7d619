package minutebook.web;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import minutebook.events.book.AppendFailure;
import minutebook.events.sql.Connecting;
import minutebook.queries.Projector;
import minutebook.queries.rebuild.Comparison;
import minutebook.queries.rebuild.Comparison.Compared;
import minutebook.queries.rebuild.EventSource;
import minutebook.queries.rebuild.FoldListener;
import minutebook.queries.rebuild.PastModels;
import minutebook.queries.rebuild.Rebuild;
import minutebook.web.audit.AuditNotes;
import minutebook.web.start.CannotStart;

/**
 * The read models, made again by the operator, or compared with the book: what came of it on {@code
 * out}, how far it is on {@code err}.
 */
final class OperatorModels {
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connecting database;
    private final EventSource source;
    private final LongSupplier head;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Begins nothing.
     *
     * @param database as the owner of the tables
     * @param head of the book that {@code source} reads
     */
    OperatorModels(
            Connecting database,
            EventSource source,
            LongSupplier head,
            PrintStream out,
            PrintStream err) {
        this.head = head;
        this.database = database;
        this.source = source;
        this.out = out;
        this.err = err;
    }

    /** Rebuilds them together. Throws {@link CannotStart} if one cannot be. */
    void rebuild(RebuildWish wish) {
        List<Projector> wished =
                ReadSide.projectors().stream()
                        .filter(it -> wish.models().contains(it.name()))
                        .toList();
        // Whoever leaves time to a server leaves processors to it, too.
        int writers = wish.pace() == 100 ? Runtime.getRuntime().availableProcessors() : 1;
        long began = System.nanoTime();
        try {
            new Rebuild(database, source, writers)
                    .run(
                            wished,
                            head.getAsLong(),
                            paced(wish.pace(), teller(String.join(", ", wish.models()))),
                            (name, position) ->
                                    out.println(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%s is rebuilt, up to position %d: %,.0f events a second, %.1f s.",
                                                    name,
                                                    position,
                                                    position / seconds(began),
                                                    seconds(began))));
        } catch (Rebuild.UnderWay other) {
            throw new CannotStart(
                    "'%s' is being rebuilt already: let that end.".formatted(other.readModel()));
        } catch (SQLException problem) {
            throw failed(problem);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /**
     * Compares all. A row that differs is shown with what stands there, and the book is told so.
     *
     * @return the exit code: 0 or {@link OperatorVerify#BROKEN}
     */
    int compare(AuditNotes notes) {
        int exitCode = 0;
        try (Connection writing = database.connect();
                Connection reading = database.connect()) {
            for (Projector projector : ReadSide.projectors()) {
                var comparison = new Comparison(writing, reading, source);
                Compared found = compare(projector, comparison);
                if (found.first().isPresent()) {
                    notes.shown("row=" + found.first().get().table(), found.position());
                    exitCode = OperatorVerify.BROKEN;
                }
                out.println(told(projector, found));
            }
            return exitCode;
        } catch (AppendFailure problem) {
            throw new CannotStart(
                    "The book could not be written: " + problem.getMessage(), problem);
        } catch (SQLException problem) {
            throw failed(problem);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private Compared compare(Projector projector, Comparison comparison)
            throws SQLException, InterruptedException {
        try {
            return comparison.compare(projector, teller(projector.name()));
        } catch (Rebuild.UnderWay _) {
            throw new CannotStart(
                    "'%s' is being compared already: let that end.".formatted(projector.name()));
        }
    }

    private static String told(Projector projector, Compared found) {
        return found.first()
                .map(it -> it.sentence() + ". scripts/rebuild " + projector.name() + " mends it.")
                .orElseGet(
                        () ->
                                String.format(
                                        Locale.ROOT,
                                        "%s is what follows from the book: %,d rows, at position %d.",
                                        projector.name(),
                                        found.rows(),
                                        found.position()));
    }

    /** All read models as they were, in a schema of their own. */
    void past(long position, String schema) {
        try (Connection connection = database.connect()) {
            new PastModels(connection, source)
                    .build(ReadSide.projectors(), position, schema, teller(schema));
            out.println(
                    "The read models as of position %d are in the schema %s: select * from \"%2$s\".project;"
                            .formatted(position, schema));
        } catch (PastModels.Refused refused) {
            throw new WrongArguments(String.valueOf(refused.getMessage()));
        } catch (SQLException problem) {
            throw failed(problem);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /** Leaves the rest of the time to others. */
    private static FoldListener paced(int pace, FoldListener listener) {
        return (position, to, workNanos) -> {
            listener.folded(position, to, workNanos);
            LockSupport.parkNanos(workNanos * (100 - pace) / pace);
        };
    }

    private FoldListener teller(String name) {
        long began = System.nanoTime();
        long[] told = {began};
        return (position, to, _) -> {
            long now = System.nanoTime();
            if (now - told[0] >= TELL_EVERY_NANOS) {
                told[0] = now;
                err.println(
                        String.format(
                                Locale.ROOT,
                                "%s: %,d of %,d events, %,.0f a second",
                                name,
                                position,
                                to,
                                position / seconds(began)));
            }
        };
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static CannotStart failed(SQLException problem) {
        return new CannotStart("The read models cannot be made: " + problem.getMessage(), problem);
    }

    private static CannotStart interrupted() {
        Thread.currentThread().interrupt();
        return new CannotStart("Interrupted; the read models are as they were.");
    }

    /** The names of the read models that there are. */
    static List<String> names() {
        return ReadSide.projectors().stream().map(Projector::name).toList();
    }
}
