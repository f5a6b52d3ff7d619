package minutebook.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import minutebook.events.UserId;
import minutebook.queries.sessions.SessionListener;
import minutebook.queries.sessions.SessionRegistry;
import minutebook.web.access.Caller;

/**
 * All streams and sockets of this node, by the session that they were opened in: they end when
 * their session or their token does. Thread-safe.
 */
public final class LiveSessions implements SessionListener, AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SessionRegistry sessions;
    private final Clock clock;
    private final Map<UUID, Set<Live>> bySession = new ConcurrentHashMap<>();
    private final Thread watch =
            Thread.ofPlatform().name("live-sessions").daemon().unstarted(this::watch);

    public LiveSessions(SessionRegistry sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A stream or a socket. Must not block, and may be told to look or to end more than once. */
    public interface Live {
        Caller caller();

        /** Its session or token is over, or the client asked for it. */
        void end();

        /** Twice a second: a place for deadlines of its own. */
        default void look() {}
    }

    /** From now on it ends with its session; at once, if that is over already. */
    public void add(Live live) {
        Caller caller = live.caller();
        bySession.compute(
                caller.session(),
                (_, those) -> {
                    Set<Live> set = those == null ? ConcurrentHashMap.newKeySet() : those;
                    set.add(live);
                    return set;
                });
        // The session may have ended after its token was looked at and before it stood here.
        if (!sessions.isLive(caller.session(), caller.user(), caller.tokenPosition())) {
            live.end();
        }
    }

    public void remove(Live live) {
        bySession.computeIfPresent(
                live.caller().session(),
                (_, those) -> {
                    those.remove(live);
                    return those.isEmpty() ? null : those;
                });
    }

    /** Ends those of a session that {@code which} picks. */
    public void end(UUID session, Predicate<Live> which) {
        bySession.getOrDefault(session, Set.of()).stream().filter(which).forEach(Live::end);
    }

    /** From now on sessions' ends are heard of, and deadlines kept. */
    public void start() {
        sessions.listen(this);
        watch.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                look();
            }
        } catch (InterruptedException closed) {
            // Its ordinary end.
        }
    }

    private void look() {
        Instant now = clock.instant();
        for (Set<Live> those : bySession.values()) {
            for (Live live : those) {
                if (now.isAfter(live.caller().expires())) {
                    live.end();
                } else {
                    live.look();
                }
            }
        }
    }

    @Override
    public void sessionEnded(UUID session) {
        end(session, _ -> true);
    }

    @Override
    public void userCutOff(UserId user, UUID kept, long position) {
        for (Set<Live> those : bySession.values()) {
            for (Live live : those) {
                Caller caller = live.caller();
                if (caller.user().equals(user)
                        && !caller.session().equals(kept)
                        && caller.tokenPosition() < position) {
                    live.end();
                }
            }
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
