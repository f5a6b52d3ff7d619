package minutebook.queries;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import minutebook.queries.Lead.Sign;
import org.jspecify.annotations.Nullable;

/**
 * How a follower gets the lead of a leader that has vanished or was stopped, and whose session
 * PostgreSQL therefore keeps: it ends that session. A leader that works, however slowly, acts on
 * its session every {@link #ACTS_EVERY}; that it is slow because the database is, is not held
 * against it. Should one be ended that was only slow after all, nothing is lost but a moment: its
 * rows and its checkpoint go, or do not go, together. For one thread.
 */
final class Succession {
    private static final Logger LOG = System.getLogger(Succession.class.getName());

    /** A leader acts at least so often, so that it is seen to live. */
    static final Duration ACTS_EVERY = Duration.ofMillis(300);

    /** So often followers look. */
    static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Several acts that did not come; others wait for its rows no longer than three seconds. */
    static final Duration SILENT_MAX = Duration.ofMillis(1_500);

    /** An answer, or a look, that took longer: then the leader may have waited just so. */
    static final Duration PROMPT = Duration.ofMillis(700);

    private final String projector;
    private @Nullable Sign seen;
    private long sinceNanos;
    private long lookedAtNanos;
    private boolean told;

    Succession(String projector) {
        this.projector = projector;
    }

    /** Looks at the leader, and ends it if it has been silent for too long. */
    void look(Connection connection) throws SQLException {
        try {
            long askedAt = System.nanoTime();
            Optional<Sign> sign = Lead.look(connection, projector);
            long answeredAt = System.nanoTime();
            boolean prompt = answeredAt - lookedAtNanos <= PROMPT.toNanos();
            lookedAtNanos = answeredAt;
            if (sign.isEmpty() || !prompt || !sign.get().silent() || !sign.get().equals(seen)) {
                seen = sign.orElse(null);
                // Older than it was asked for, it is not.
                sinceNanos = answeredAt;
            } else if (askedAt - sinceNanos > SILENT_MAX.toNanos()) {
                end(connection, sign.get());
            }
        } catch (SQLException failure) {
            if (Outage.isPassing(failure)) {
                throw failure;
            }
            tellOnce(failure);
        }
    }

    private void end(Connection connection, Sign silent) throws SQLException {
        seen = null;
        if (Lead.end(connection, projector, silent)) {
            LOG.log(
                    Level.WARNING,
                    "{0}: its leader did nothing for {1} ms, and was ended",
                    projector,
                    SILENT_MAX.toMillis());
        }
    }

    /** Without it, the lock is free when PostgreSQL notices: that is no reason to stop. */
    private void tellOnce(SQLException failure) {
        if (!told) {
            told = true;
            LOG.log(Level.WARNING, "The leader of " + projector + " cannot be watched", failure);
        }
    }
}
