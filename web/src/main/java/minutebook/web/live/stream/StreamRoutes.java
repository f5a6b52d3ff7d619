package minutebook.web.live.stream;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import minutebook.events.vault.StreamTickets;
import minutebook.queries.notifications.NotificationFeed;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.http.Answers;
import minutebook.web.http.Routes;
import minutebook.web.live.LiveSessions;
import minutebook.web.throttle.Throttle;

/** The stream of notifications: {@code /api/v1/users/stream} (contract 1.1 and 4.1). */
public final class StreamRoutes {
    private final Access access;
    private final Clock clock;
    private final Tickets tickets;
    private final Feed notifications;
    private final LiveSessions live;
    private final Throttle throttle;
    private final StreamHost host;

    public StreamRoutes(
            Access access,
            Clock clock,
            StreamTickets tickets,
            NotificationFeed feed,
            LiveSessions live,
            Throttle throttle,
            StreamHost host) {
        this.access = access;
        this.clock = clock;
        this.tickets = new Tickets(tickets);
        this.notifications = new Notifications(feed);
        this.live = live;
        this.throttle = throttle;
        this.host = host;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/users/stream", StreamHost.handler(this::open))
                .delete("/api/v1/users/stream", access.user(this::end))
                .get("/api/v1/users/stream/{token}", StreamHost.handler(this::openByPath))
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
        host.serve(request, response, host.admit(request), notifications);
    }

    private void openByPath(ServerRequest request, ServerResponse response) throws IOException {
        Caller caller = host.admit(request, request.path().pathParameters().get("token"));
        host.serve(request, response, caller, notifications);
    }

    private void end(ServerRequest request, ServerResponse response, Caller caller) {
        live.endStreams(caller.session());
        Answers.say(response, "Your streams are ended.");
    }
}
