package minutebook.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minutebook.events.UserId;
import minutebook.queries.sessions.SessionListener;
import minutebook.queries.sessions.SessionRegistry;
import minutebook.web.access.Caller;
import minutebook.web.live.presence.Place;
import minutebook.web.live.presence.Presence;
import org.jspecify.annotations.Nullable;

/**
 * All streams and sockets of this node, by the session that they were opened in: they end when
 * their session or its newest token does. Thread-safe.
 */
public final class LiveSessions implements SessionListener, AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final SessionRegistry sessions;
    private final Presence presence;
    private final Clock clock;
    private final Duration tokenLife;
    private final Map<UUID, Group> bySession = new ConcurrentHashMap<>();
    private final Thread watch =
            Thread.ofPlatform().name("live-sessions").daemon().unstarted(this::watch);

    /** {@code tokenLife}: how long a new token lasts. */
    public LiveSessions(
            SessionRegistry sessions, Presence presence, Clock clock, Duration tokenLife) {
        this.sessions = sessions;
        this.presence = presence;
        this.clock = clock;
        this.tokenLife = tokenLife;
    }

    /** A stream or a socket. Must not block, and may be told to look or to end more than once. */
    public interface Live {
        Caller caller();

        /** Where its user is by it: at a stream or at a socket. */
        Place place();

        /** Its session or token is over, or the client asked for it. */
        void end();

        /**
         * The same, but what the user is told up to {@code position} may still be told, for a
         * second at most.
         */
        default void endAfter(long position) {
            end();
        }

        /** Twice a second: a place for deadlines of its own. */
        default void look() {}
    }

    /** What is open of one session, and when the session's newest token ends. */
    private static final class Group {
        final Set<Live> lives = ConcurrentHashMap.newKeySet();
        private Instant until = Instant.MIN;

        synchronized void lastUntil(Instant end) {
            until = end.isAfter(until) ? end : until;
        }

        synchronized boolean isOver(Instant now) {
            return now.isAfter(until);
        }
    }

    /** From now on it ends with its session; at once, if that is over already. */
    public void add(Live live) {
        Caller caller = live.caller();
        bySession.compute(
                caller.session(),
                (_, there) -> {
                    Group group = there == null ? new Group() : there;
                    group.lives.add(live);
                    group.lastUntil(caller.expires());
                    return group;
                });
        presence.enters(live.place(), caller.user());
        // The session may have ended after its token was looked at and before it stood here.
        if (!sessions.isLive(caller.session(), caller.user(), caller.tokenPosition())) {
            live.end();
        }
    }

    /** Once, after it was added. */
    public void remove(Live live) {
        presence.leaves(live.place(), live.caller().user());
        bySession.computeIfPresent(
                live.caller().session(),
                (_, group) -> {
                    group.lives.remove(live);
                    return group.lives.isEmpty() ? null : group;
                });
    }

    /** Ends a session's streams, on all nodes. */
    public void endStreams(UUID session) {
        endStreamsHere(session);
        presence.endStreamsElsewhere(session);
    }

    /** Ends those on this node. */
    public void endStreamsHere(UUID session) {
        end(session, live -> live.place().equals(Place.STREAM));
    }

    private void end(UUID session, Predicate<Live> which) {
        Group group = bySession.get(session);
        if (group != null) {
            group.lives.stream().filter(which).forEach(Live::end);
        }
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
        for (Group group : bySession.values()) {
            group.lives.forEach(group.isOver(now) ? Live::end : Live::look);
        }
    }

    @Override
    public void sessionEnded(UUID session) {
        end(session, _ -> true);
    }

    @Override
    public void sessionContinued(UUID session, Instant at) {
        Group group = bySession.get(session);
        if (group != null) {
            group.lastUntil(at.plus(tokenLife));
        }
    }

    @Override
    public void userCutOff(UserId user, @Nullable UUID kept, long position) {
        opened(user, position)
                .filter(live -> !live.caller().session().equals(kept))
                .forEach(Live::end);
    }

    @Override
    public void userArchived(UserId user, long position) {
        opened(user, position).forEach(live -> live.endAfter(position));
    }

    /** Those of a user that were opened with a token from before {@code position}. */
    private Stream<Live> opened(UserId user, long position) {
        return bySession.values().stream()
                .flatMap(group -> group.lives.stream())
                .filter(
                        live ->
                                live.caller().user().equals(user)
                                        && live.caller().tokenPosition() < position);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
