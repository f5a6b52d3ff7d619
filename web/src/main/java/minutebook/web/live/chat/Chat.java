package minutebook.web.live.chat;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import minutebook.commands.Outcome.Done;
import minutebook.commands.messages.MessageCommands;
import minutebook.commands.messages.MessageDraft;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.events.ProjectId;
import minutebook.events.book.AppendFailure.OutcomeUnknown;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.RecordedEvent;
import minutebook.events.log.About;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.queries.messages.MessageItem;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;
import minutebook.web.live.LiveSessions;
import minutebook.web.live.socketio.Login;
import minutebook.web.live.socketio.SocketIo;
import minutebook.web.live.stream.EventId;
import org.jspecify.annotations.Nullable;

/** What clients may say over Socket.IO, and what they are answered (contract 1.2, 4.2 and 4.3). */
public final class Chat {
    private static final System.Logger LOG = System.getLogger(Chat.class.getName());
    private static final String GUEST = "guest";
    private static final Duration HOLD_MAX = Duration.ofSeconds(60);
    private static final Duration HOLD_LOOK = Duration.ofMillis(500);
    private static final Duration HOLD_SPREAD = Duration.ofSeconds(2);

    private final PostgresBook book;
    private final Rooms rooms;
    private final Joining joining;
    private final MessageCommands messages;
    private final MessageItems items;
    private final LiveSessions live;
    private final Answers answers;

    public Chat(
            PostgresBook book,
            Rooms rooms,
            Joining joining,
            MessageCommands messages,
            MessageItems items,
            LiveSessions live,
            Answers answers) {
        this.book = book;
        this.rooms = rooms;
        this.joining = joining;
        this.messages = messages;
        this.items = items;
        this.live = live;
        this.answers = answers;
    }

    /** Who may come in: whoever has a valid token. */
    public static Login login(Access access) {
        return (token, _) -> {
            if (token == null) {
                return new Login.Verdict.Refused(
                        "A token is missing: send it as auth.token, or as Authorization: Bearer.");
            }
            try {
                return new Login.Verdict.Accepted(access.require(token));
            } catch (RuntimeException failure) {
                Problem problem = problem(failure);
                // Nor does a defect of ours say that the token is not good.
                return problem.isPassing() || problem.status() >= 500
                        ? new Login.Verdict.NotNow()
                        : new Login.Verdict.Refused(problem.getMessage());
            }
        };
    }

    /** Listens to what clients say. */
    public void listen(SocketIONamespace namespace) {
        namespace.addConnectListener(this::connected);
        namespace.addDisconnectListener(this::disconnected);
        on(namespace, "join_project", this::join);
        on(namespace, "leave_project", this::leave);
        on(namespace, "send_message", this::send);
    }

    private interface Listener {
        void heard(Guest guest, Body body, Reply reply);
    }

    private void on(SocketIONamespace namespace, String event, Listener listener) {
        namespace.addEventListener(
                event,
                JsonNode.class,
                (client, data, ack) -> hear(client, data, new Reply(client, ack), listener));
    }

    /** A client's mistake is its own: it is told, and nothing else happens. */
    private void hear(
            SocketIOClient client, @Nullable JsonNode data, Reply reply, Listener listener) {
        About.begin();
        try {
            Body body = new Body(data == null ? MissingNode.getInstance() : data);
            listener.heard(guest(client), body, reply);
        } catch (OutcomeUnknown unknown) {
            // Neither yes nor no would be true: the client asks again, with its client_message_id,
            // which it does when it has come back.
            LOG.log(System.Logger.Level.WARNING, "A message's outcome is not known");
            letComeAgain(client);
        } catch (RuntimeException failure) {
            reply.refuse(problem(failure));
        }
    }

    private static Problem problem(RuntimeException failure) {
        return Problems.find(failure).orElseGet(() -> unforeseen(failure));
    }

    private static Problem unforeseen(RuntimeException defect) {
        LOG.log(System.Logger.Level.ERROR, "A socket's event failed", defect);
        return Problems.unforeseen();
    }

    private void connected(SocketIOClient client) {
        var guest = new Guest(client, SocketIo.principal(client, Caller.class));
        client.set(GUEST, guest);
        live.add(guest);
    }

    private void disconnected(SocketIOClient client) {
        Guest guest = guest(client);
        live.remove(guest);
        guest.rooms().forEach(project -> rooms.leave(project, guest::equals));
    }

    private static Guest guest(SocketIOClient client) {
        return client.get(GUEST);
    }

    private void join(Guest guest, Body body, Reply reply) {
        String since = body.numberOrTextOrNull("since");
        try {
            joining.join(
                    guest,
                    project(body),
                    since == null ? OptionalLong.empty() : OptionalLong.of(position(since)),
                    reply);
        } catch (RuntimeException failure) {
            Problem problem = problem(failure);
            reply.refuse(problem);
            if (problem.isPassing()) {
                // Clients join when they have connected: in one that stayed, nobody would ask
                // again.
                letComeAgain(guest.client());
            }
        }
    }

    /** Not before there is something to come for, and not all at the same moment. */
    private void letComeAgain(SocketIOClient client) {
        if (guest(client).beginsToLeave()) {
            Thread.startVirtualThread(
                    () -> {
                        hold(client);
                        SocketIo.letComeAgain(client);
                    });
        }
    }

    private void hold(SocketIOClient client) {
        long until = System.nanoTime() + HOLD_MAX.toNanos();
        while ((book.isAway() || joining.hasStopped())
                && client.isChannelOpen()
                && System.nanoTime() < until) {
            LockSupport.parkNanos(HOLD_LOOK.toNanos());
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(HOLD_SPREAD.toNanos()));
    }

    /** Where somebody was who comes back: a message's id, its event's, or 0. */
    private long position(String since) {
        OptionalLong number = EventId.number(since);
        OptionalLong position = number.isPresent() ? number : EventId.position(since, book.epoch());
        if (position.isEmpty() || !book.reaches(position.getAsLong())) {
            throw Problem.invalid(
                    "since",
                    "'since' must be a message's id or event_id of this book, or 0 for all.");
        }
        return position.getAsLong();
    }

    private void leave(Guest guest, Body body, Reply reply) {
        var left = new Answers.Message("You left the room.");
        rooms.leave(project(body), guest::equals, () -> reply.acknowledge(left));
    }

    private void send(Guest guest, Body body, Reply reply) {
        ProjectId project = project(body);
        var draft =
                new MessageDraft(
                        body.numberOrNull("sender_id"),
                        body.numberOrNull("receiver_id"),
                        body.textOrNull("content"),
                        body.textOrNull("file_name"),
                        body.textOrNull("file_base64"),
                        body.textOrNull("client_message_id"));
        body.requireTypes();
        var wish = draft.command(project, guest.caller().user());
        Done done = Answers.require(messages.handle(CommandId.fresh(), wish));
        reply.acknowledge(item(done));
    }

    /** Once it can be read. What is in the book is never answered with "not done". */
    private MessageItem item(Done done) {
        answers.settle(done.position());
        RecordedEvent sent = done.events().getFirst();
        try {
            return items.of(sent, (MessageSent) sent.event());
        } catch (RuntimeException failure) {
            throw Problems.isDatabaseAway(failure) ? new OutcomeUnknown() : failure;
        }
    }

    private static ProjectId project(Body body) {
        Long number = body.numberOrNull("project_id");
        body.requireTypes();
        if (number == null) {
            throw Problem.invalid("project_id", "'project_id' is required.");
        } else if (number < 1) {
            throw Problems.of(ProjectRefusal.PROJECT_NOT_FOUND);
        }
        return new ProjectId(number);
    }
}
