package minutebook.queries.sessions;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.SessionEvent;
import minutebook.queries.Sql;
import minutebook.queries.Times;

/**
 * The cut-offs of the last {@code tokenLife}, in memory: what is older concerns no token that is
 * not expired anyway. Changed by one thread, read by any.
 *
 * <p>What is old, both the book and this node's clock must say: a clock that was ahead, here or at
 * another node, leaves its time in the book for good. And where both were wrong, no token comes
 * back to life: those from before what was forgotten count as expired from then on.
 */
final class Cutoffs {
    private static final Duration SWEEP_AFTER = Duration.ofMinutes(1);

    private final Duration tokenLife;
    private final Map<UUID, Cutoff.OfSession> sessions = new ConcurrentHashMap<>();
    private final Map<UserId, Cutoff.OfUser> users = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Deque<Moment> swept = new ArrayDeque<>();
    private volatile long forgottenBefore;

    /** Where the book was when it was swept. */
    private record Moment(Instant at, long position) {}

    Cutoffs(Duration tokenLife, InstantSource clock) {
        this.tokenLife = tokenLife;
        this.clock = clock;
    }

    boolean admit(UUID session, UserId user, long tokenPosition) {
        if (tokenPosition < forgottenBefore) {
            return false;
        }
        Cutoff.OfSession ofSession = sessions.get(session);
        Cutoff.OfUser ofUser = users.get(user);
        return (ofSession == null || tokenPosition >= ofSession.lowest())
                && (ofUser == null || ofUser.admits(session, tokenPosition));
    }

    /**
     * Reads the tables of the schema {@code queries}, as they are at one moment.
     *
     * @return the position that they are at
     */
    long load(Connection connection) throws SQLException {
        var rows =
                Sql.list(
                        connection,
                        "select position, extract(epoch from recorded_at) * 1000000"
                                + " from queries.checkpoint where projector = 'sessions'",
                        row -> Map.entry(row.getLong(1), Times.ofMicros(row.getLong(2))));
        if (rows.isEmpty()) {
            return 0;
        }
        Instant now = earlier(rows.getFirst().getValue(), clock.instant());
        var oldest = now.minus(tokenLife).atOffset(ZoneOffset.UTC);
        Sql.list(
                connection,
                "select session, lowest, extract(epoch from recorded_at) * 1000000"
                        + " from queries.session_cutoff where recorded_at >= ?",
                row ->
                        sessions.put(
                                row.getObject(1, UUID.class),
                                new Cutoff.OfSession(
                                        row.getLong(2), Times.ofMicros(row.getLong(3)))),
                oldest);
        Sql.list(
                connection,
                "select "
                        + SessionProjector.USER_COLUMNS
                        + " from queries.user_cutoff where recorded_at >= ?",
                row -> users.put(new UserId(row.getLong(1)), SessionProjector.ofUser(row)),
                oldest);
        return rows.getFirst().getKey();
    }

    void apply(RecordedEvent record) {
        if (record.event() instanceof SessionEvent event) {
            SessionProjector.cut(sessions, event, record);
        }
        UserCut.of(record.event())
                .ifPresent(
                        cut ->
                                users.compute(
                                        cut.user(),
                                        (_, before) -> Cutoff.OfUser.after(before, cut, record)));
    }

    /** Forgets what is too old where the book stands now. */
    void sweep(RecordedEvent last) {
        Instant now = earlier(last.recordedAt(), clock.instant());
        if (!swept.isEmpty() && swept.getLast().at().isAfter(now.minus(SWEEP_AFTER))) {
            return;
        }
        swept.add(new Moment(now, last.position()));
        Instant oldest = now.minus(tokenLife);
        while (swept.size() > 1 && swept.getFirst().at().isBefore(oldest)) {
            Moment forgotten = swept.removeFirst();
            forgottenBefore = forgotten.position();
            sessions.values().removeIf(it -> it.recordedAt().isBefore(forgotten.at()));
            users.values().removeIf(it -> it.recordedAt().isBefore(forgotten.at()));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    int size() {
        return sessions.size() + users.size();
    }
}
