package minutebook.web.live.chat;

import com.corundumstudio.socketio.SocketIOClient;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.web.http.Json;
import minutebook.web.live.socketio.Encoded;
import minutebook.web.live.socketio.SocketIo;

/**
 * The sockets of this node that are in one project's room. Everything that happens to a room
 * happens in its {@link Lane}, one thing after the other: so all in it hear the same, in the same
 * order, and who joins is either before a message or after it.
 */
final class Room {
    private final ProjectId project;
    private final Lane lane = new Lane();
    private final Set<Guest> guests = new LinkedHashSet<>();
    private final Set<Guest> atTheDoor = new HashSet<>();
    private volatile boolean occupied;

    Room(ProjectId project) {
        this.project = project;
    }

    record UserOnly(UserId userId) {}

    /**
     * A guest stands at the door: hears nothing yet, but is already put away by whatever puts
     * people out. So whether they may come in can be looked at meanwhile.
     */
    void approach(Guest guest, long head) {
        guest.comesTo(project, head);
        occupied = true;
        lane.add(() -> atTheDoor.add(guest));
    }

    /** Lets a guest in who is still at the door; is told who is in the room then, or why not. */
    void enter(Guest guest, Consumer<List<UserOnly>> entered, Runnable putAway) {
        lane.add(
                () -> {
                    if (!atTheDoor.remove(guest)) {
                        putAway.run();
                        return;
                    }
                    UserId user = guest.caller().user();
                    boolean isNew = !hasUser(user);
                    guests.add(guest);
                    entered.accept(users());
                    if (isNew) {
                        tell("online", () -> new UserOnly(user), it -> !it.isOf(user));
                    }
                });
    }

    /** Puts out those guests that {@code which} picks; the others hear who is gone altogether. */
    void leave(Predicate<Guest> which, Runnable then) {
        lane.add(
                () -> {
                    List<Guest> leaving = guests.stream().filter(which).toList();
                    List<Guest> putAway = atTheDoor.stream().filter(which).toList();
                    leaving.forEach(guests::remove);
                    putAway.forEach(atTheDoor::remove);
                    leaving.forEach(guest -> guest.leaves(project));
                    putAway.forEach(guest -> guest.leaves(project));
                    occupied = !guests.isEmpty() || !atTheDoor.isEmpty();
                    leaving.stream()
                            .map(guest -> guest.caller().user())
                            .distinct()
                            .filter(user -> !hasUser(user))
                            .forEach(user -> tell("offline", () -> new UserOnly(user), _ -> true));
                    then.run();
                });
    }

    /**
     * Tells an event to those guests that {@code which} picks: made and encoded once, however many
     * they are, and not at all if there are none.
     */
    void say(String event, Supplier<?> data, Predicate<Guest> which) {
        lane.add(() -> tell(event, data, which));
    }

    private void tell(String event, Supplier<?> data, Predicate<Guest> hearers) {
        List<SocketIOClient> clients = guests.stream().filter(hearers).map(Guest::client).toList();
        if (!clients.isEmpty()) {
            SocketIo.broadcast(clients, Encoded.event(event, Json.tree(data.get())));
        }
    }

    private List<UserOnly> users() {
        return guests.stream().map(it -> it.caller().user()).distinct().map(UserOnly::new).toList();
    }

    private boolean hasUser(UserId user) {
        return guests.stream().anyMatch(guest -> guest.isOf(user));
    }

    /** Nobody is in it, and nobody is about to be. */
    boolean isDeserted() {
        return !occupied && lane.isEmpty();
    }
}
