package minutebook.web.live.chat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.ReadModels;
import minutebook.queries.Turnstile;
import minutebook.queries.messages.FindMessages;
import minutebook.queries.messages.Message;
import minutebook.queries.messages.MessagesByKey;
import minutebook.web.http.Json;
import minutebook.web.http.Problem;
import minutebook.web.live.socketio.Encoded;
import minutebook.web.live.socketio.SocketIo;

/**
 * Tells a guest at the door what was said since they were last here, from the read model, however
 * much it is: piece by piece, as fast as they read. Thread-safe.
 */
public final class Replay {
    private static final int PIECE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int READERS_MAX = 2;

    private final FindMessages find;
    private final MessageItems items;
    private final ReadModels models;
    private final Turnstile turnstile = new Turnstile(READERS_MAX);

    /** {@code models}: those that {@code find} reads, and no others. */
    public Replay(FindMessages find, MessageItems items, ReadModels models) {
        this.find = find;
        this.items = items;
        this.models = models;
    }

    /**
     * Tells all behind {@code since} that the guest may see, at least up to {@code head}. Blocks
     * until their client has read most of it; ends early when they are gone from the door.
     *
     * @return the position of the last message that was told, or {@code since}; empty: the guest
     *     has gone
     * @throws Problem 503: the read model is late, or has stopped
     */
    OptionalLong tell(Guest guest, ProjectId project, long since, long head)
            throws InterruptedException {
        if (!models.await(head, PATIENCE)) {
            throw Problem.unavailable("What was said cannot be read yet. Try again.");
        }
        UserId viewer = guest.caller().user();
        long told = since;
        MessagesByKey piece;
        do {
            piece = piece(project, viewer, told);
            List<Message> messages = piece.items().reversed();
            for (Message message : messages) {
                if (!guest.isAt(project) || !send(guest, message)) {
                    return OptionalLong.empty();
                }
                told = message.id();
            }
        } while (piece.more());
        return OptionalLong.of(told);
    }

    /** Whether a read model has stopped, so that whoever comes again would come for nothing. */
    boolean hasStopped() {
        return models.anyHasEnded();
    }

    private MessagesByKey piece(ProjectId project, UserId viewer, long after)
            throws InterruptedException {
        return turnstile.pass(() -> find.after(project, viewer, after, PIECE));
    }

    private boolean send(Guest guest, Message message) throws InterruptedException {
        Encoded event = Encoded.event("receive_message", Json.tree(items.of(message, true)));
        return SocketIo.sendPatiently(guest.client(), event);
    }
}
