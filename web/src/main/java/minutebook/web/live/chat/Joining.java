package minutebook.web.live.chat;

import java.util.Optional;
import java.util.OptionalLong;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.commands.projects.Projects;
import minutebook.events.ProjectId;
import minutebook.queries.Turnstile;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;
import minutebook.web.live.chat.Entrance.Entered;
import minutebook.web.live.chat.Entrance.NotYet;
import minutebook.web.live.chat.Entrance.PutAway;
import minutebook.web.live.chat.Rooms.Door;

/**
 * The way into a room (contract 4.2): to its door, past the question whether they are a member, and
 * through all that they missed. Thread-safe.
 */
public final class Joining {
    private static final int READERS_MAX = 2;

    private final Rooms rooms;
    private final Projects projects;
    private final Replay replay;
    private final Turnstile turnstile = new Turnstile(READERS_MAX);

    public Joining(Rooms rooms, Projects projects, Replay replay) {
        this.rooms = rooms;
        this.projects = projects;
        this.replay = replay;
    }

    /**
     * Blocks until they are in, which {@code reply} tells.
     *
     * @param since a position: what was said behind it, they are told first; empty: nothing
     * @throws Problem if they may not, or cannot now; then they are not in the room
     */
    void join(Guest guest, ProjectId project, OptionalLong since, Reply reply) {
        Door door = rooms.approach(project, guest, since.isPresent());
        boolean entered = false;
        try {
            requireMember(project, guest);
            entered = enter(guest, project, since, door, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.");
        } finally {
            if (!entered) {
                rooms.leave(project, guest::equals);
            }
        }
        if (!entered) {
            throw Problems.of(ProjectRefusal.ONLY_MEMBERS);
        }
    }

    /** Whether nobody can be let in who wants to hear what they missed. */
    boolean hasStopped() {
        return replay.hasStopped();
    }

    private void requireMember(ProjectId project, Guest guest) throws InterruptedException {
        Optional<Open> open = turnstile.pass(() -> projects.findLatest(project));
        if (open.isEmpty()) {
            throw Problems.of(ProjectRefusal.PROJECT_NOT_FOUND);
        }
        if (!open.get().hasMember(guest.caller().user())) {
            throw Problems.of(ProjectRefusal.ONLY_MEMBERS);
        }
    }

    /** False: they were put away from the door, or have gone. */
    private boolean enter(
            Guest guest, ProjectId project, OptionalLong since, Door door, Reply reply)
            throws InterruptedException {
        OptionalLong told = since;
        long head = since.isPresent() ? door.keptFrom().join() : 0;
        while (true) {
            if (since.isPresent()) {
                told = replay.tell(guest, project, told.getAsLong(), head);
                if (told.isEmpty()) {
                    return false;
                }
            }
            switch (entrance(door.room(), guest, told.orElse(0), reply)) {
                case Entered _ -> {
                    return true;
                }
                case PutAway _ -> {
                    return false;
                }
                case NotYet(long further) -> head = further;
            }
        }
    }

    private static Entrance entrance(Room room, Guest guest, long told, Reply reply) {
        return room.enter(guest, told, entered -> reply.acknowledge(entered.users())).join();
    }
}
