package minutebook.queries.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.queries.Projector;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;

/** Keeps the tables {@code session_cutoff} and {@code user_cutoff}. */
public final class SessionProjector implements Projector {
    private static final String NAME = "sessions";

    private static final String WRITE_SESSIONS =
            """
            insert into session_cutoff as known (session, lowest, recorded_at)
            select session, lowest, timestamptz 'epoch' + micros * interval '1 microsecond'
            from unnest(cast(? as uuid[]), ?, ?) as changed (session, lowest, micros)
            on conflict (session)
                do update set lowest = excluded.lowest, recorded_at = excluded.recorded_at
                where known.lowest <= excluded.lowest
            """;

    private static final String WRITE_USERS =
            """
            insert into user_cutoff (person, lowest, kept, kept_lowest, recorded_at)
            select person, lowest, kept, kept_lowest,
                timestamptz 'epoch' + micros * interval '1 microsecond'
            from unnest(?, ?, cast(? as uuid[]), ?, ?)
                as changed (person, lowest, kept, kept_lowest, micros)
            on conflict (person)
                do update set lowest = excluded.lowest, kept = excluded.kept,
                    kept_lowest = excluded.kept_lowest, recorded_at = excluded.recorded_at
            """;

    static final String USER_COLUMNS =
            "person, lowest, kept, kept_lowest, extract(epoch from recorded_at) * 1000000";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("session_cutoff", "user_cutoff");
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(
                SessionContinued.class,
                SessionEnded.class,
                PasswordChanged.class,
                PasswordReset.class,
                UserArchived.class,
                UserErased.class);
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof SessionContinued
                || event instanceof SessionEnded
                || UserCut.of(event).isPresent();
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        Map<UUID, Cutoff.OfSession> sessions = new TreeMap<>();
        Map<UserId, Cutoff.OfUser> users = readUsers(transaction, events);
        Set<UserId> changed = new LinkedHashSet<>();
        for (RecordedEvent it : events) {
            if (it.event() instanceof SessionEvent event) {
                cut(sessions, event, it);
            }
            Optional<UserCut> cut = UserCut.of(it.event());
            if (cut.isPresent()) {
                UserId user = cut.get().user();
                users.compute(user, (_, before) -> Cutoff.OfUser.after(before, cut.get(), it));
                changed.add(user);
            }
        }
        writeSessions(transaction, sessions);
        users.keySet().retainAll(changed);
        writeUsers(transaction, users);
    }

    /** Adds to {@code sessions} what follows from an event. */
    static void cut(
            Map<UUID, Cutoff.OfSession> sessions, SessionEvent event, RecordedEvent record) {
        switch (event) {
            case SessionOpened _ -> {}
            case SessionContinued it ->
                    sessions.merge(
                            it.session(),
                            Cutoff.OfSession.continued(record),
                            Cutoff.OfSession::and);
            case SessionEnded it ->
                    sessions.merge(
                            it.session(), Cutoff.OfSession.ended(record), Cutoff.OfSession::and);
        }
    }

    private static Map<UserId, Cutoff.OfUser> readUsers(
            Transaction transaction, List<RecordedEvent> events) throws SQLException {
        var users = new TreeMap<UserId, Cutoff.OfUser>();
        Set<UserId> ids = new LinkedHashSet<>();
        for (RecordedEvent it : events) {
            UserCut.of(it.event()).ifPresent(cut -> ids.add(cut.user()));
        }
        if (!ids.isEmpty()) {
            transaction.list(
                    "select " + USER_COLUMNS + " from user_cutoff where person = any (?)",
                    row -> users.put(new UserId(row.getLong(1)), ofUser(row)),
                    Sql.longs(ids, UserId::value));
        }
        return users;
    }

    /** Of a row with {@link #USER_COLUMNS}. */
    static Cutoff.OfUser ofUser(ResultSet row) throws SQLException {
        return new Cutoff.OfUser(
                row.getLong(2),
                row.getObject(3, UUID.class),
                row.getLong(4),
                Times.ofMicros(row.getLong(5)));
    }

    private static void writeSessions(Transaction transaction, Map<UUID, Cutoff.OfSession> sessions)
            throws SQLException {
        if (!sessions.isEmpty()) {
            transaction.update(
                    WRITE_SESSIONS,
                    Sql.texts(sessions.keySet(), UUID::toString),
                    Sql.longs(sessions.values(), Cutoff.OfSession::lowest),
                    Sql.longs(sessions.values(), it -> Times.micros(it.recordedAt())));
        }
    }

    private static void writeUsers(Transaction transaction, Map<UserId, Cutoff.OfUser> users)
            throws SQLException {
        if (!users.isEmpty()) {
            transaction.update(
                    WRITE_USERS,
                    Sql.longs(users.keySet(), UserId::value),
                    Sql.longs(users.values(), Cutoff.OfUser::lowest),
                    Sql.texts(users.values(), it -> Objects.toString(it.kept(), null)),
                    Sql.longs(users.values(), Cutoff.OfUser::keptLowest),
                    Sql.longs(users.values(), it -> Times.micros(it.recordedAt())));
        }
    }
}
