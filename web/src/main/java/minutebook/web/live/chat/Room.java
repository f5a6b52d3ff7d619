package minutebook.web.live.chat;

import com.corundumstudio.socketio.SocketIOClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.log.About;
import minutebook.web.http.Json;
import minutebook.web.live.chat.Arrival.Said;
import minutebook.web.live.chat.Entrance.Entered;
import minutebook.web.live.chat.Entrance.NotYet;
import minutebook.web.live.chat.Entrance.PutAway;
import minutebook.web.live.presence.Place;
import minutebook.web.live.presence.Presence;
import minutebook.web.live.socketio.Encoded;
import minutebook.web.live.socketio.SocketIo;

/**
 * The sockets of this node that are in one project's room, and who is in it on other nodes.
 * Everything that happens to a room happens in its {@link Lane}, one thing after the other: so all
 * in it hear the same, in the same order, and who joins is either before a message or after it.
 */
final class Room {
    private static final System.Logger LOG = System.getLogger(Room.class.getName());

    /** Of what stands at no position of the book. */
    private static final long NOW = Long.MAX_VALUE;

    private final ProjectId project;
    private final Presence presence;
    private final LongSupplier head;
    private final Lane lane = new Lane();

    /** With the position up to which they were told what was said by whoever let them in. */
    private final Map<Guest, Long> guests = new LinkedHashMap<>();

    private final Map<Guest, Arrival> atTheDoor = new HashMap<>();
    private Set<UserId> elsewhere = Set.of();
    private volatile boolean occupied;

    /**
     * @param head the position that the book has reached
     */
    Room(ProjectId project, Presence presence, LongSupplier head) {
        this.project = project;
        this.presence = presence;
        this.head = head;
    }

    record UserOnly(UserId userId) {}

    /**
     * A guest stands at the door: hears nothing yet, but is already put away by whatever puts
     * people out. So whether they may come in can be looked at meanwhile.
     *
     * @param knownAt whether they may is found out from the book as it is after this position
     * @param replays whether what is said from now on is kept for them; if they are inside already,
     *     they hear it later, too
     * @return a position that nothing that was not kept is behind
     */
    CompletableFuture<Long> approach(Guest guest, long knownAt, boolean replays) {
        guest.comesTo(project, knownAt);
        occupied = true;
        var from = new CompletableFuture<Long>();
        lane.add(() -> from.complete(open(guest, replays)));
        return from;
    }

    private long open(Guest guest, boolean replays) {
        atTheDoor.put(guest, new Arrival(replays));
        // Whatever was told to the others by now, the book has reached.
        return head.getAsLong();
    }

    /**
     * Lets a guest in who is still at the door, if all that they missed is either told, up to
     * position {@code told}, or kept: which they are told now. Then, and before anything else that
     * happens here, {@code entered} is called.
     */
    CompletableFuture<Entrance> enter(Guest guest, long told, Consumer<Entered> entered) {
        var entrance = new CompletableFuture<Entrance>();
        lane.add(() -> entrance.complete(tryToEnter(guest, told, entered)));
        return entrance;
    }

    private Entrance tryToEnter(Guest guest, long told, Consumer<Entered> entered) {
        Arrival arrival = atTheDoor.remove(guest);
        if (arrival == null) {
            return new PutAway();
        }
        if (arrival.overflowed()) {
            return new NotYet(open(guest, true));
        }
        arrival.after(told).forEach(said -> SocketIo.send(guest.client(), said.event()));
        if (guests.isEmpty()) {
            elsewhere = presence.elsewhere(new Place.Room(project));
        }
        UserId user = guest.caller().user();
        boolean isNew = !hasUser(user);
        // What they were told may be ahead of what was told here.
        if (guests.put(guest, told) == null) {
            presence.enters(new Place.Room(project), user);
        }
        var answer = new Entered(users());
        entered.accept(answer);
        if (isNew) {
            tell("online", new UserOnly(user), it -> !it.isOf(user));
        }
        return answer;
    }

    /** Puts out those guests that {@code which} picks; the others hear who is gone altogether. */
    void leave(Predicate<Guest> which, Runnable then) {
        lane.add(
                () -> {
                    List<Guest> leaving = guests.keySet().stream().filter(which).toList();
                    leaving.forEach(this::putOut);
                    List.copyOf(atTheDoor.keySet()).stream().filter(which).forEach(this::putAway);
                    occupied = !guests.isEmpty() || !atTheDoor.isEmpty();
                    leaving.stream()
                            .map(guest -> guest.caller().user())
                            .distinct()
                            .filter(user -> !hasUser(user))
                            .forEach(user -> tell("offline", new UserOnly(user), _ -> true));
                    then.run();
                });
    }

    private void putOut(Guest guest) {
        guests.remove(guest);
        guest.leaves(project);
        presence.leaves(new Place.Room(project), guest.caller().user());
    }

    private void putAway(Guest guest) {
        atTheDoor.remove(guest);
        guest.leaves(project);
    }

    /** Somebody came to the room on another node, or left it there. */
    void lookElsewhere() {
        lane.add(
                () -> {
                    Set<UserId> before = everybody();
                    elsewhere = presence.elsewhere(new Place.Room(project));
                    Set<UserId> after = everybody();
                    tellDifference("online", after, before);
                    tellDifference("offline", before, after);
                });
    }

    private void tellDifference(String event, Set<UserId> those, Set<UserId> without) {
        those.stream()
                .filter(user -> !without.contains(user))
                .forEach(user -> tell(event, new UserOnly(user), _ -> true));
    }

    /**
     * Tells a message to those guests that {@code which} picks: made and encoded once, however many
     * they are, and not at all if there are none. They are told at {@link #go}, or before.
     *
     * @param since when it was committed: see {@link minutebook.events.book.Book#heardAt}
     */
    void say(long position, long since, Supplier<?> message, Predicate<Guest> which) {
        lane.put(
                () -> {
                    List<Arrival> later =
                            atTheDoor.entrySet().stream()
                                    .filter(
                                            it ->
                                                    it.getValue().replays()
                                                            && which.test(it.getKey()))
                                    .map(Map.Entry::getValue)
                                    .toList();
                    List<SocketIOClient> now = hearing(which, position);
                    if (!now.isEmpty() || !later.isEmpty()) {
                        tell(position, since, message, now, later);
                    }
                });
    }

    /** Does not keep what was said. */
    void go() {
        lane.go();
    }

    private static void tell(
            long position,
            long since,
            Supplier<?> message,
            List<SocketIOClient> now,
            List<Arrival> later) {
        try {
            Object item = Patience.untilThere(message);
            Encoded event = Encoded.event("receive_message", Json.tree(item), since);
            SocketIo.broadcast(now, event);
            later.forEach(it -> it.keep(new Said(position, event)));
        } catch (RuntimeException defect) {
            About.event(position)
                    .in(
                            () ->
                                    LOG.log(
                                            System.Logger.Level.ERROR,
                                            "A room could not be told of a message",
                                            defect));
            // Better an end that they see, and come back from, than a hole that they do not.
            now.forEach(SocketIo::cut);
            later.forEach(Arrival::overflow);
        }
    }

    private void tell(String event, UserOnly who, Predicate<Guest> which) {
        List<SocketIOClient> clients = hearing(which, NOW);
        if (!clients.isEmpty()) {
            SocketIo.broadcast(clients, Encoded.event(event, Json.tree(who)));
        }
    }

    /** Those who hear what happened at {@code position}, and were not told of it before. */
    private List<SocketIOClient> hearing(Predicate<Guest> which, long position) {
        return guests.entrySet().stream()
                .filter(it -> it.getValue() < position)
                .map(Map.Entry::getKey)
                .filter(guest -> which.test(guest) && !isReplaying(guest))
                .map(Guest::client)
                .toList();
    }

    private boolean isReplaying(Guest guest) {
        Arrival arrival = atTheDoor.get(guest);
        return arrival != null && arrival.replays();
    }

    private List<UserOnly> users() {
        return everybody().stream().map(UserOnly::new).toList();
    }

    private Set<UserId> everybody() {
        var users = new LinkedHashSet<UserId>();
        guests.keySet().forEach(guest -> users.add(guest.caller().user()));
        users.addAll(elsewhere);
        return users;
    }

    private boolean hasUser(UserId user) {
        return elsewhere.contains(user)
                || guests.keySet().stream().anyMatch(guest -> guest.isOf(user));
    }

    /** Nobody is in it, and nobody is about to be. */
    boolean isDeserted() {
        return !occupied && lane.isEmpty();
    }
}
