package minutebook.web.proof;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minutebook.events.book.verify.BookEnd;
import minutebook.events.book.verify.BookWalk;
import minutebook.events.book.verify.Verdict;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.events.sql.Connecting;
import org.jspecify.annotations.Nullable;

/**
 * Signs checkpoints of the book at intervals, and when the node stops. It signs nothing blindly: it
 * walks from its last checkpoint on, so that each event is verified once within an interval, by a
 * reader that was not there when it was written.
 *
 * <p>Where the book does not go on from the last checkpoint, it signs no more, and says so in the
 * log and to whoever asks for its health.
 */
public final class Notary implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Notary.class.getName());
    private static final Duration LAST_WORD_MAX = Duration.ofSeconds(4);

    private final Connecting database;
    private final SigningKey key;
    private final CheckpointFile file;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable SignedCheckpoint last;
    private @Nullable Thread thread;
    private volatile @Nullable String problem;

    private Notary(
            Connecting database,
            SigningKey key,
            CheckpointFile file,
            @Nullable SignedCheckpoint last,
            Clock clock) {
        this.database = database;
        this.key = key;
        this.file = file;
        this.last = last;
        this.clock = clock;
    }

    /**
     * One that goes on from the last checkpoint of the file.
     *
     * @param database gives a new connection, which is kept for one walk
     * @throws IOException if the file cannot be read, for people
     */
    public static Notary of(Connecting database, SigningKey key, CheckpointFile file, Clock clock)
            throws IOException {
        List<SignedCheckpoint> before = file.read();
        return new Notary(database, key, file, before.isEmpty() ? null : before.getLast(), clock);
    }

    /** Begins, with a checkpoint at once. */
    public Notary start(Duration interval) {
        thread = Thread.ofVirtual().name("notary").start(() -> run(interval));
        return this;
    }

    /** What keeps it from signing, for people; empty: nothing does. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run(Duration interval) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn =
                        !stopping.await(
                                sign() ? interval.toMillis() : 1_000, TimeUnit.MILLISECONDS);
            }
            sign();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** False: not now, and soon again. */
    private boolean sign() {
        try (Connection connection = database.connect()) {
            var walk = new BookWalk(connection);
            BookEnd end = walk.end();
            switch (verdict(walk, end)) {
                case Broken broken -> refuse(broken);
                case Whole whole -> sign(whole, end.epoch());
            }
            return true;
        } catch (SQLException away) {
            return false;
        } catch (IOException unwritten) {
            tell("Checkpoints cannot be written: %s.".formatted(unwritten));
            return true;
        }
    }

    private Verdict verdict(BookWalk walk, BookEnd end) throws SQLException {
        long head = end.position();
        SignedCheckpoint known = last;
        if (known == null) {
            return walk.walk(end, 1, head, Map.of(), (_, _) -> {});
        }
        // Of a book that is shorter than it was, the walk has nothing to read but its end.
        long from = Math.max(1, Math.min(known.position(), head));
        Map<Long, byte[]> signed = Map.of(known.position(), known.hashBytes());
        Verdict rows = walk.walk(end, from, head, signed, (_, _) -> {});
        return rows instanceof Whole
                ? new Checkpoints(List.of(known), true).otherEpoch(end.epoch()).orElse(rows)
                : rows;
    }

    private void sign(Whole whole, String epoch) throws IOException {
        problem = null;
        if (last != null && !file.isThere()) {
            tell(
                    "%s was taken away, with what this node has signed up to position %d: put it back."
                            .formatted(file.path(), last.position()));
        } else if (whole.to() > (last == null ? 0 : last.position())) {
            String hash = HexFormat.of().formatHex(whole.hash());
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            var checkpoint =
                    new SignedCheckpoint.Statement(epoch, whole.to(), hash, now, null).sign(key);
            file.add(checkpoint);
            last = checkpoint;
        }
    }

    private void refuse(Broken broken) {
        tell(
                "The book does not go on from its last checkpoint: %s If a backup was restored on purpose, stop this node and sign that: scripts/new-epoch, see docs/backup.md."
                        .formatted(broken.sentence()));
    }

    private void tell(String text) {
        if (!text.equals(problem)) {
            LOG.log(System.Logger.Level.ERROR, text);
        }
        problem = text;
    }

    /** With a last checkpoint. Blocks for some milliseconds, at most 4 s. */
    @Override
    public void close() {
        stopping.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (!running.join(LAST_WORD_MAX)) {
                running.interrupt();
            }
        } catch (InterruptedException hurried) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
