package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minutebook.events.sql.Transactions;
import org.jspecify.annotations.Nullable;

/** One try to write what was waiting: what was decided of each append, and what became of it. */
final class Attempt {
    /** More are lost only where another node writes each time between a look and a write. */
    private static final int LOOKS_MAX = 2;

    private final List<Pending> appends;
    private final InstantSource clock;
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable Batch batch;
    private boolean sent;

    Attempt(List<Pending> appends, InstantSource clock) {
        this.appends = appends;
        this.clock = clock;
    }

    List<Pending> appends() {
        return appends;
    }

    /** Those whose callers still wait. */
    List<Pending> awaited() {
        return appends.stream().filter(each -> !each.result().isDone()).toList();
    }

    /** How many events it has. */
    int events() {
        return batch().events().size();
    }

    /**
     * Decides and writes. What is remembered costs one round trip, but only for a yes, since the
     * head is compared as it is written; a no, and all else, is decided on what the book says. If
     * others write all the time, too, their turn ends where this node's begins: by the lock.
     */
    void write(Connection connection, Remembered remembered) throws SQLException {
        Optional<Batch.Standing> known = remembered.standing(appends);
        if (known.isPresent() && decide(known.get()) && isPut(connection, remembered)) {
            return;
        }
        for (int i = 0; i < LOOKS_MAX; i++) {
            decide(BatchSql.look(connection, appends));
            if (isPut(connection, remembered)) {
                return;
            }
        }
        Transactions.run(
                connection,
                locked -> {
                    BatchSql.lock(locked);
                    decide(BatchSql.look(locked, appends));
                    return isPut(locked, remembered);
                });
    }

    /** Whether all were admitted. */
    private boolean decide(Batch.Standing standing) {
        var admitted = new Batch(standing, clock.instant().truncatedTo(ChronoUnit.MICROS));
        batch = admitted;
        verdicts.clear();
        appends.forEach(each -> verdicts.add(Verdict.of(each, admitted)));
        return verdicts.stream().allMatch(Verdict::isYes);
    }

    /** Whether what was decided stands in the book now, if there was anything to write. */
    private boolean isPut(Connection connection, Remembered remembered) throws SQLException {
        if (batch().isEmpty()) {
            return true;
        }
        sent = true;
        Optional<Batch.Head> now = BatchSql.write(connection, batch());
        sent = now.isPresent();
        now.ifPresentOrElse(head -> remembered.wrote(batch(), head), remembered::forget);
        return now.isPresent();
    }

    /** Whether it was sent, and is not known to be undone: if the connection broke, who knows. */
    boolean maybeDone() {
        return sent;
    }

    /** Whether an attempt that broke off was done after all; if not, it will not be done later. */
    boolean wasDone(Connection connection) throws SQLException {
        return BatchSql.wasWritten(connection, batch());
    }

    /** The attempt is durable: followers first, since the callers will wait for what they do. */
    void conclude(Tail tail) {
        if (!batch().events().isEmpty()) {
            int[] lengths = batch().rows().stream().mapToInt(row -> row.data().length()).toArray();
            tail.publish(List.copyOf(batch().events()), lengths);
        }
        verdicts.forEach(Verdict::tell);
    }

    /** The attempt was not done, or it is not known. */
    void fail(Throwable failure) {
        appends.forEach(each -> each.result().completeExceptionally(failure));
    }

    private Batch batch() {
        return Objects.requireNonNull(batch, "before the work of the transaction");
    }
}
