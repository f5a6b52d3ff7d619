package minutebook.web.live.presence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.web.live.presence.Presence.Listener;
import minutebook.web.live.presence.PresenceTable.Change;
import minutebook.web.live.presence.PresenceTable.Node;

/** Who is where on one other node, as far as it was heard. One thread hears, any may ask. */
final class Neighbour {
    /** Less than the minute after which a node forgets whom it told to be gone. */
    private static final long SURE_NANOS = TimeUnit.SECONDS.toNanos(50);

    private volatile Map<Place, Set<UserId>> places = new ConcurrentHashMap<>();
    private long revision;
    private long readAt = System.nanoTime();
    private String beat = "";
    private long beatAt = readAt;

    boolean has(Place place, UserId user) {
        return at(place).contains(user);
    }

    Set<UserId> at(Place place) {
        return places.getOrDefault(place, Set.of());
    }

    /** The projects in whose rooms somebody is. */
    Set<ProjectId> rooms() {
        var rooms = new HashSet<ProjectId>();
        places.keySet().forEach(place -> addRoom(place, rooms));
        return rooms;
    }

    /** The time in which it could not be heard is not held against it. */
    void forgive() {
        beatAt = System.nanoTime();
    }

    boolean isSilentFor(Duration limit) {
        return System.nanoTime() - beatAt > limit.toNanos();
    }

    /** Takes in what it has told since it was last asked. */
    void hear(Connection connection, Node node, Listener listener) throws SQLException {
        long now = System.nanoTime();
        if (!node.beat().equals(beat)) {
            beat = node.beat();
            beatAt = now;
        }
        if (now - readAt > SURE_NANOS) {
            readAnew(connection, node.id(), listener);
        } else if (node.revision() > revision) {
            read(connection, node.id(), listener);
        }
        revision = node.revision();
        readAt = now;
    }

    private void read(Connection connection, UUID node, Listener listener) throws SQLException {
        List<Change> changes = PresenceTable.moved(connection, node, revision);
        List<UUID> ended = PresenceTable.ended(connection, node, revision);
        var rooms = new HashSet<ProjectId>();
        changes.forEach(change -> take(change, places, rooms));
        rooms.forEach(listener::moved);
        ended.forEach(listener::streamsEnded);
    }

    /** It may have forgotten by now who has gone. */
    private void readAnew(Connection connection, UUID node, Listener listener) throws SQLException {
        Set<ProjectId> rooms = rooms();
        var anew = new ConcurrentHashMap<Place, Set<UserId>>();
        PresenceTable.moved(connection, node, 0).forEach(change -> take(change, anew, rooms));
        places = anew;
        rooms.forEach(listener::moved);
    }

    private static void take(Change change, Map<Place, Set<UserId>> places, Set<ProjectId> rooms) {
        Place place = change.whereabouts().place();
        UserId user = change.whereabouts().user();
        if (change.gone()) {
            places.computeIfPresent(
                    place, (_, users) -> users.remove(user) && users.isEmpty() ? null : users);
        } else {
            places.computeIfAbsent(place, _ -> ConcurrentHashMap.newKeySet()).add(user);
        }
        addRoom(place, rooms);
    }

    private static void addRoom(Place place, Set<ProjectId> rooms) {
        if (place instanceof Place.Room(ProjectId project)) {
            rooms.add(project);
        }
    }
}
