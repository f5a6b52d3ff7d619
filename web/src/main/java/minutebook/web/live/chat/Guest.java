package minutebook.web.live.chat;

import com.corundumstudio.socketio.SocketIOClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.web.access.Caller;
import minutebook.web.live.LiveSessions.Live;
import minutebook.web.live.presence.Place;
import minutebook.web.live.socketio.SocketIo;

/** One socket that has logged in, and the rooms that it is in. */
final class Guest implements Live {
    private final SocketIOClient client;
    private final Caller caller;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Map<ProjectId, Long> rooms = new ConcurrentHashMap<>();

    Guest(SocketIOClient client, Caller caller) {
        this.client = client;
        this.caller = caller;
    }

    SocketIOClient client() {
        return client;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Place place() {
        return Place.SOCKET;
    }

    /** True the first time: it is about to be let go. */
    boolean beginsToLeave() {
        return leaving.compareAndSet(false, true);
    }

    boolean isOf(UserId user) {
        return caller.user().equals(user);
    }

    /** The projects in whose rooms, or at whose doors, it is. */
    Set<ProjectId> rooms() {
        return Set.copyOf(rooms.keySet());
    }

    /**
     * It comes to a room; whether it may is found out from the book as it is after {@code head}.
     */
    void comesTo(ProjectId project, long head) {
        rooms.put(project, head);
    }

    /** Whether it is in the room, or still at its door. */
    boolean isAt(ProjectId project) {
        return rooms.containsKey(project);
    }

    void leaves(ProjectId project) {
        rooms.remove(project);
    }

    /** Whether what happened at {@code position} was not yet known when it came to the room. */
    boolean cameBefore(ProjectId project, long position) {
        Long head = rooms.get(project);
        return head == null || head < position;
    }

    @Override
    public void end() {
        SocketIo.close(client);
    }
}
