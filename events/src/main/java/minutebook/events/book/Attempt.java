package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One try to write what was waiting: what was decided of each append, and what became of it. */
final class Attempt {
    private final List<Pending> appends;
    private final InstantSource clock;
    private final List<Verdict> verdicts = new ArrayList<>();
    private @Nullable Batch batch;

    Attempt(List<Pending> appends, InstantSource clock) {
        this.appends = appends;
        this.clock = clock;
    }

    List<Pending> appends() {
        return appends;
    }

    /** The work of the transaction. */
    Attempt write(Connection connection) throws SQLException {
        var standing = BatchSql.lockAndLook(connection, appends);
        var admitted = new Batch(standing, clock.instant().truncatedTo(ChronoUnit.MICROS));
        batch = admitted;
        appends.forEach(each -> verdicts.add(Verdict.of(each, admitted)));
        if (!admitted.isEmpty()) {
            BatchSql.write(connection, admitted);
        }
        return this;
    }

    /** Whether an attempt whose commit broke off was done after all. */
    boolean wasDone(Connection connection) throws SQLException {
        return batch().isEmpty() || BatchSql.wasWritten(connection, batch());
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
