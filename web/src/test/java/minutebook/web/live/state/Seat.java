package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import minutebook.web.TestUser;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.chat.ChatClient.Heard;
import org.jspecify.annotations.Nullable;

/**
 * A tab's socket, and the room that it is in, one at a time: no event of a room says which project
 * it is of, so a page can only tell by where it is.
 */
final class Seat {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String transport;
    private @Nullable ChatClient socket;
    private long room;
    private boolean cutOff;

    /** {@code transport}: {@code polling} or {@code websocket}. */
    Seat(String transport) {
        this.transport = transport;
    }

    /** The project in whose room it is; 0: none. */
    long room() {
        return room;
    }

    /** Whatever it had not heard yet is lost. */
    void drop(Screen screen) {
        if (socket != null) {
            socket.close();
            socket = null;
        }
        out(screen);
    }

    private void out(Screen screen) {
        room = 0;
        screen.leaveRoom();
    }

    /** What it says, and is acknowledged; from inside the room or not. */
    JsonNode say(TestUser user, String message) throws Exception {
        return connected(user).send(message);
    }

    private ChatClient connected(TestUser user) throws Exception {
        if (socket == null) {
            socket = ChatClient.connect(user, transport);
        }
        return socket;
    }

    /** Joins, with all that was said since the last message that is shown; false: it may not. */
    boolean enter(TestUser user, Screen screen, long project) throws Exception {
        leave(screen);
        ChatClient connected = connected(user);
        JsonNode ack = connected.join(project, Long.toString(screen.lastSaid(project)));
        room = project;
        if (!ack.isArray()) {
            listen(screen);
            out(screen);
            return false;
        }
        // All that it heard before this ack were messages.
        screen.enter(project, ack);
        listen(screen);
        return true;
    }

    /** Joins again from inside, which nobody hears of: who is there. */
    JsonNode whoIsThere() throws Exception {
        return Objects.requireNonNull(socket).join(room);
    }

    /** What was heard before the ack is of the room that is left, and what is after it of none. */
    void leave(Screen screen) {
        if (cutOff) {
            // It is put out of the room with all else, and nobody may be there to answer.
            return;
        }
        if (room != 0 && socket != null) {
            try {
                socket.leave(room);
                listen(screen);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        out(screen);
    }

    void listen(Screen screen) throws InterruptedException {
        listen(screen, AT_ONCE);
    }

    /** Takes in what was heard; waits only for the first of it. */
    void listen(Screen screen, Duration within) throws InterruptedException {
        if (socket != null) {
            hear(screen, socket.soFar(within));
        }
    }

    private void hear(Screen screen, List<Heard> heard) {
        for (Heard it : heard) {
            long person = it.data().path("user_id").asLong();
            switch (it.event()) {
                case "receive_message" -> screen.hear(room, Said.of(it.data()));
                case "online" -> screen.online(person);
                case "offline" -> screen.offline(person);
                // Whoever asked has the same as an ack.
                case "error" -> {}
                case "disconnect" -> ended(screen);
                default -> throw new AssertionError("No page knows what to make of " + it);
            }
        }
    }

    /** Listens until it has heard a message. */
    void listenUntilSaid(Screen screen, long message) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (screen.lastSaid(room) < message) {
            assertTrue(
                    System.nanoTime() < until,
                    () ->
                            "never heard in %d by %s: %d, but %s"
                                    .formatted(room, transport, message, screen.said(room)));
            listen(screen, PATIENCE);
        }
    }

    private void ended(Screen screen) {
        assertTrue(cutOff, () -> "the server has ended a socket by " + transport);
        drop(screen);
    }

    /** From now on it is expected to be ended by the server. */
    void expectCutOff() {
        cutOff = true;
    }

    void awaitCutOff(Screen screen) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (socket != null) {
            assertTrue(System.nanoTime() < until, "the socket goes on");
            listen(screen, PATIENCE);
        }
        cutOff = false;
    }
}
