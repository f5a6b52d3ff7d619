package minutebook.queries.sessions;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
 */
final class Cutoffs {
    private static final Duration SWEEP_AFTER = Duration.ofMinutes(1);

    private final Duration tokenLife;
    private final Map<UUID, Cutoff.OfSession> sessions = new ConcurrentHashMap<>();
    private final Map<UserId, Cutoff.OfUser> users = new ConcurrentHashMap<>();
    private Instant sweptAt = Instant.MIN;

    Cutoffs(Duration tokenLife) {
        this.tokenLife = tokenLife;
    }

    boolean admit(UUID session, UserId user, long tokenPosition) {
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
        var oldest = rows.getFirst().getValue().minus(tokenLife).atOffset(ZoneOffset.UTC);
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

    /** Forgets what is too old at {@code now}, by the times of the book: no clock is compared. */
    void sweep(Instant now) {
        if (sweptAt.isBefore(now.minus(SWEEP_AFTER))) {
            Instant oldest = now.minus(tokenLife);
            sessions.values().removeIf(it -> it.recordedAt().isBefore(oldest));
            users.values().removeIf(it -> it.recordedAt().isBefore(oldest));
            sweptAt = now;
        }
    }

    int size() {
        return sessions.size() + users.size();
    }
}
