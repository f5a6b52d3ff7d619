package minutebook.web;

import java.util.UUID;
import minutebook.events.ProjectId;
import minutebook.events.vault.StreamTickets;
import minutebook.web.database.Database;
import minutebook.web.live.CountedLogin;
import minutebook.web.live.LiveSessions;
import minutebook.web.live.Pace;
import minutebook.web.live.chat.Chat;
import minutebook.web.live.chat.Hints;
import minutebook.web.live.chat.Joining;
import minutebook.web.live.chat.MessageItems;
import minutebook.web.live.chat.Replay;
import minutebook.web.live.chat.Rooms;
import minutebook.web.live.presence.Presence;
import minutebook.web.live.socketio.SocketIo;
import minutebook.web.live.stream.LiveStreams;
import minutebook.web.live.stream.StreamHost;
import minutebook.web.live.stream.StreamRoutes;
import minutebook.web.start.Lifetime;

/** Streams, sockets and rooms, and who is where on any node. Only wiring. */
record LiveSide(
        Presence presence,
        LiveSessions sessions,
        LiveStreams streams,
        MessageItems items,
        Rooms rooms,
        SocketIo sockets) {

    /** All but the streams and the sockets, which take leave before, ends with the lifetime. */
    static LiveSide open(
            Settings settings,
            Database database,
            WriteSide write,
            ReadSide read,
            Gate gate,
            Pace pace,
            Lifetime lifetime) {
        Presence presence =
                lifetime.begin(
                        () ->
                                new Presence(
                                        database.application(),
                                        database.connecting(),
                                        pace.nodes()));
        var sessions =
                lifetime.begin(
                        () ->
                                new LiveSessions(
                                        read.sessions(),
                                        presence,
                                        gate.clock(),
                                        settings.tokenLife()));
        var streams = new LiveStreams();
        var items = new MessageItems(write.book(), write.users(), write.files());
        var hints = new Hints(write.users(), write.projects(), presence, streams);
        var rooms =
                lifetime.begin(
                        () ->
                                new Rooms(
                                        write.book(),
                                        items,
                                        write.users(),
                                        write.projects(),
                                        presence,
                                        hints));
        var joining =
                new Joining(
                        rooms,
                        write.projects(),
                        new Replay(
                                read.messages(), items, read.models().only("messages", "users")));
        var chat =
                new Chat(
                        write.book(),
                        rooms,
                        joining,
                        write.messageCommands(),
                        items,
                        sessions,
                        gate.answers());
        var limits = settings.rateLimits() ? pace.sockets() : pace.sockets().forAnyAddress();
        var login = new CountedLogin(Chat.login(gate.access()), gate.throttle());
        var sockets = new SocketIo(login, limits, gate.origins(), gate.addresses());
        chat.listen(sockets.namespace());
        return new LiveSide(presence, sessions, streams, items, rooms, sockets);
    }

    /** What other nodes say concerns rooms and streams. */
    private record Elsewhere(Rooms rooms, LiveSessions sessions) implements Presence.Listener {
        @Override
        public void moved(ProjectId room) {
            rooms.moved(room);
        }

        @Override
        public void streamsEnded(UUID session) {
            sessions.endStreamsHere(session);
        }
    }

    /** Follows the book and the other nodes, and keeps deadlines. */
    void start() {
        rooms.start();
        sessions.start();
        presence.start(new Elsewhere(rooms, sessions));
        sockets.start();
    }

    StreamRoutes streamRoutes(
            WriteSide write, ReadSide read, Gate gate, Database database, Pace pace) {
        var tickets = new StreamTickets(database.application());
        return new StreamRoutes(
                gate.access(),
                gate.clock(),
                tickets,
                read.feed(),
                sessions,
                gate.throttle(),
                host(streams, write, gate, database, pace));
    }

    /** Who serves streams of one kind. */
    StreamHost host(LiveStreams ofKind, WriteSide write, Gate gate, Database database, Pace pace) {
        return new StreamHost(
                gate.access(),
                gate.origins(),
                new StreamTickets(database.application()),
                write.book(),
                sessions,
                ofKind,
                gate.throttle(),
                pace);
    }
}
