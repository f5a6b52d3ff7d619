package minutebook.web.live.chat;

import com.corundumstudio.socketio.SocketIOClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.web.access.Caller;
import minutebook.web.live.LiveSessions.Live;
import minutebook.web.live.socketio.SocketIo;

/** One socket that has logged in, and the rooms that it is in. */
final class Guest implements Live {
    private final SocketIOClient client;
    private final Caller caller;
    private final Set<ProjectId> rooms = ConcurrentHashMap.newKeySet();

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

    boolean isOf(UserId user) {
        return caller.user().equals(user);
    }

    /** The projects in whose rooms it is. */
    Set<ProjectId> rooms() {
        return rooms;
    }

    @Override
    public void end() {
        SocketIo.close(client);
    }
}
