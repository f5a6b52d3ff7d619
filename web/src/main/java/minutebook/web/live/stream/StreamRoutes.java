package minutebook.web.live.stream;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.vault.StreamTickets;
import minutebook.queries.notifications.NotificationFeed;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.door.GuardedConnections;
import minutebook.web.door.Origins;
import minutebook.web.http.Answers;
import minutebook.web.http.Routes;
import minutebook.web.live.LiveSessions;
import minutebook.web.live.Pace;
import minutebook.web.throttle.Throttle;
import minutebook.web.throttle.Throttle.Place;

/** The stream of notifications: {@code /api/v1/users/stream} (contract 1.1 and 4.1). */
public final class StreamRoutes {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");

    private static final int CHECKS = 3;
    private static final Duration CHECK_TAKES = Duration.ofMillis(100);

    private final Access access;
    private final Origins origins;
    private final Clock clock;
    private final Tickets tickets;
    private final Book book;
    private final NotificationFeed feed;
    private final LiveSessions live;
    private final Throttle throttle;
    private final Pace pace;
    private final LiveStreams streams;

    public StreamRoutes(
            Access access,
            Origins origins,
            Clock clock,
            StreamTickets tickets,
            Book book,
            NotificationFeed feed,
            LiveSessions live,
            LiveStreams streams,
            Throttle throttle,
            Pace pace) {
        this.access = access;
        this.origins = origins;
        this.clock = clock;
        this.tickets = new Tickets(tickets);
        this.book = book;
        this.feed = feed;
        this.live = live;
        this.streams = streams;
        this.throttle = throttle;
        this.pace = pace;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/users/stream", this::open)
                .delete("/api/v1/users/stream", access.user(this::end))
                .get("/api/v1/users/stream/{token}", this::openByPath)
                .post("/api/v1/users/stream-ticket", access.user(this::giveTicket));
    }

    private record Ticket(String ticket, long expiresIn) {}

    private void giveTicket(ServerRequest request, ServerResponse response, Caller caller) {
        throttle.command(caller.user());
        Duration left = Duration.between(clock.instant(), caller.expires());
        long seconds = Math.min(StreamTickets.LIFE.toSeconds(), left.toSeconds());
        Answers.send(response, new Ticket(tickets.issue(caller), seconds));
    }

    private void open(ServerRequest request, ServerResponse response) throws IOException {
        origins.require(request.headers());
        String token =
                request.query().first("token").orElseGet(() -> Access.presentedToken(request));
        serve(request, response, token);
    }

    private void openByPath(ServerRequest request, ServerResponse response) throws IOException {
        origins.require(request.headers());
        serve(request, response, request.path().pathParameters().get("token"));
    }

    /** Whom a token speaks for, or a ticket that stands for one. */
    private Caller admit(String token) {
        return Tickets.looksLikeOne(token)
                ? access.requireLive(tickets.redeem(token))
                : access.require(token);
    }

    private void serve(ServerRequest request, ServerResponse response, String token)
            throws IOException {
        // Before a ticket is used up for nothing.
        if (streams.isClosing()) {
            // A browser comes again after a lost connection, and never after an answer of another
            // status than 200.
            throw new CloseConnectionException("The server is stopping");
        }
        Caller caller = admit(token);
        try (Place _ = place(caller.user())) {
            stream(request, response, caller);
        }
    }

    /** Of those that are counted some may be gone, and only a write shows it: the second does. */
    private Place place(UserId user) {
        for (int check = 0; check < CHECKS && !throttle.hasPlaceForStream(user); check++) {
            streams.of(user).forEach(LiveStream::beat);
            LockSupport.parkNanos(CHECK_TAKES.toNanos());
        }
        return throttle.stream(user);
    }

    private void stream(ServerRequest request, ServerResponse response, Caller caller)
            throws IOException {
        String lastEventId =
                request.headers()
                        .first(LAST_EVENT_ID)
                        .or(() -> request.query().first("last_event_id").asOptional())
                        .filter(id -> !id.isEmpty())
                        .orElse(null);
        var stream = new LiveStream(caller, book, feed, pace, lastEventId);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                // A proxy that gathers would hold back what is to be told at once.
                .header(ACCEL_BUFFERING, "no")
                // Else an idle connection would be left behind, which nobody needs and a stop waits
                // for; told, so that no client sends its next request on it.
                .header(HeaderValues.CONNECTION_CLOSE);
        GuardedConnections.endAfterThisRequest();
        streams.add(stream);
        live.add(stream);
        try (OutputStream out = response.outputStream()) {
            stream.run(out);
        } catch (IOException | UncheckedIOException gone) {
            // The client has left, or was cut: nobody is there to be told of it.
            throw new CloseConnectionException("A stream's reader is gone", gone);
        } finally {
            live.remove(stream);
            streams.remove(stream);
        }
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        live.endStreams(caller.session());
        Answers.say(response, "Your streams are ended.");
    }
}
