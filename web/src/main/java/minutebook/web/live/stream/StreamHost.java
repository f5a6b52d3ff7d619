package minutebook.web.live.stream;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.vault.StreamTickets;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.door.GuardedConnections;
import minutebook.web.door.Origins;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;
import minutebook.web.live.LiveSessions;
import minutebook.web.live.Pace;
import minutebook.web.throttle.Throttle;
import minutebook.web.throttle.Throttle.Place;

/** Lets readers in to streams of one kind, and serves them (contract 4.1). Thread-safe. */
public final class StreamHost {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final HeaderName ACCEL_BUFFERING = HeaderNames.create("X-Accel-Buffering");

    private static final int CHECKS = 10;
    private static final Duration CHECK_TAKES = Duration.ofMillis(100);

    private final Access access;
    private final Origins origins;
    private final Tickets tickets;
    private final Book book;
    private final LiveSessions live;
    private final LiveStreams streams;
    private final Throttle throttle;
    private final Pace pace;

    /** {@code streams}: those of this kind. */
    public StreamHost(
            Access access,
            Origins origins,
            StreamTickets tickets,
            Book book,
            LiveSessions live,
            LiveStreams streams,
            Throttle throttle,
            Pace pace) {
        this.access = access;
        this.origins = origins;
        this.tickets = new Tickets(tickets);
        this.book = book;
        this.live = live;
        this.streams = streams;
        this.throttle = throttle;
        this.pace = pace;
    }

    /** A stream's handler. */
    @FunctionalInterface
    public interface Opening {
        void open(ServerRequest request, ServerResponse response) throws IOException;
    }

    /**
     * Of each route of a stream. A browser comes again after a lost connection, and never after an
     * answer of another status than 200. So what is only so at this moment is not answered: where
     * others are asked to come again, it is hung up.
     */
    public static Handler handler(Opening opening) {
        return (request, response) -> {
            try {
                opening.open(request, response);
            } catch (RuntimeException failure) {
                throw Problems.find(failure)
                        .filter(Problem::isPassing)
                        .<RuntimeException>map(
                                it -> GuardedConnections.hangUp(it.getMessage(), failure))
                        .orElse(failure);
            }
        };
    }

    /** As {@link #admit(ServerRequest, String)}, by {@code ?token=} or the header. */
    public Caller admit(ServerRequest request) {
        origins.require(request.headers());
        return caller(
                request.query().first("token").orElseGet(() -> Access.presentedToken(request)));
    }

    /**
     * Whom a token speaks for, or a ticket that stands for one, which is used up then.
     *
     * @throws minutebook.web.http.Problem 401, or 403 for a page of a foreign origin
     */
    Caller admit(ServerRequest request, String token) {
        origins.require(request.headers());
        return caller(token);
    }

    private Caller caller(String token) {
        // Before a ticket is used up for nothing.
        if (streams.isClosing()) {
            throw new CloseConnectionException("The server is stopping");
        }
        return Tickets.looksLikeOne(token)
                ? access.requireLive(tickets.redeem(token))
                : access.require(token);
    }

    /** Tells {@code feed} until the reader goes, or may hear no more. */
    public void serve(ServerRequest request, ServerResponse response, Caller caller, Feed feed)
            throws IOException {
        try (Place _ = place(caller.user())) {
            stream(request, response, caller, feed);
        }
    }

    /** Of those that are counted some may be gone, and only a write shows it, a moment later. */
    private Place place(UserId user) {
        for (int check = 0; check < CHECKS && !throttle.hasPlaceForStream(user); check++) {
            streams.of(user).forEach(LiveStream::beat);
            LockSupport.parkNanos(CHECK_TAKES.toNanos());
        }
        return throttle.stream(user);
    }

    private void stream(ServerRequest request, ServerResponse response, Caller caller, Feed feed)
            throws IOException {
        String lastEventId =
                request.headers()
                        .first(LAST_EVENT_ID)
                        .or(() -> request.query().first("last_event_id").asOptional())
                        .filter(id -> !id.isEmpty())
                        .orElse(null);
        var stream = new LiveStream(caller, book, feed, pace, streams.counts(), lastEventId);
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
}
