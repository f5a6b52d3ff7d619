package minutebook.web.live.chat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.Users;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.web.live.presence.Presence;

/**
 * The rooms of this node. They follow the book: what is said is heard in its order, whichever node
 * it was said on, and who is removed is put out where the book says so.
 */
public final class Rooms implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Book book;
    private final MessageItems items;
    private final Users users;
    private final Projects projects;
    private final Presence presence;
    private final Hints hints;
    private final Map<ProjectId, Room> rooms = new ConcurrentHashMap<>();

    /** Those in which something was said that they were not yet told; the follower's own. */
    private final Set<Room> spoken = new LinkedHashSet<>();

    private final Thread follower =
            Thread.ofPlatform().name("rooms").daemon().unstarted(this::follow);
    private volatile boolean closing;

    public Rooms(
            Book book,
            MessageItems items,
            Users users,
            Projects projects,
            Presence presence,
            Hints hints) {
        this.book = book;
        this.items = items;
        this.users = users;
        this.projects = projects;
        this.presence = presence;
        this.hints = hints;
    }

    /** Begins to follow, from what happens next. */
    public void start() {
        follower.start();
    }

    /** A room, with a guest at its door: see {@link Room#approach}. */
    record Door(Room room, CompletableFuture<Long> keptFrom) {}

    Door approach(ProjectId project, Guest guest, boolean replays) {
        long head = book.head();
        var keptFrom = new AtomicReference<CompletableFuture<Long>>();
        Room room =
                rooms.compute(
                        project,
                        (_, there) -> {
                            Room its =
                                    there == null ? new Room(project, presence, book::head) : there;
                            keptFrom.set(its.approach(guest, head, replays));
                            return its;
                        });
        return new Door(room, keptFrom.get());
    }

    /** Somebody came to a room on another node, or left it there. */
    public void moved(ProjectId project) {
        Room room = rooms.get(project);
        if (room != null) {
            room.lookElsewhere();
        }
    }

    void leave(ProjectId project, Predicate<Guest> which) {
        leave(project, which, () -> {});
    }

    /** {@code then} is called when they hear nothing more. */
    void leave(ProjectId project, Predicate<Guest> which, Runnable then) {
        Room room = rooms.get(project);
        if (room == null) {
            then.run();
            return;
        }
        room.leave(
                which,
                () -> {
                    forgetIfDeserted(project);
                    then.run();
                });
    }

    private void forgetIfDeserted(ProjectId project) {
        rooms.computeIfPresent(project, (_, room) -> room.isDeserted() ? null : room);
    }

    private void follow() {
        try (Subscription subscription = book.follow(book.head())) {
            while (!closing) {
                // What was said in a room since the last look goes out together.
                subscription.next(PATIENCE).forEach(this::happened);
                spoken.forEach(Room::go);
                spoken.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void happened(RecordedEvent recorded) {
        // Names and members are never older than the message that comes with them.
        users.heard(recorded);
        projects.heard(recorded);
        switch (recorded.event()) {
            case MessageSent said -> say(recorded, said);
            case MemberLeft it -> putOut(recorded, it.project(), it.member());
            case ParticipantRemoved it -> putOut(recorded, it.project(), it.participant());
            case ProjectDeleted it -> leave(it.project(), _ -> true);
            default -> {
                // Nothing that rooms care about.
            }
        }
    }

    /** Unless they came back since: the rooms may hear of a removal later than of what followed. */
    private void putOut(RecordedEvent recorded, ProjectId project, UserId user) {
        leave(project, guest -> guest.isOf(user) && guest.cameBefore(project, recorded.position()));
    }

    private void say(RecordedEvent recorded, MessageSent said) {
        hints.said(recorded, said);
        Room room = rooms.get(said.project());
        if (room != null) {
            UserId receiver = said.receiver();
            Predicate<Guest> hearers =
                    receiver == null
                            ? _ -> true
                            : guest -> guest.isOf(said.sender()) || guest.isOf(receiver);
            long since = book.heardAt(recorded.position());
            room.say(recorded.position(), since, () -> items.of(recorded, said), hearers);
            spoken.add(room);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            follower.join(PATIENCE.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
