package minutebook.web.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import minutebook.web.TestUser;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.client.Absences;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.SocketClient;
import minutebook.web.soak.client.Speaker;
import minutebook.web.soak.client.Speaker.Place;
import minutebook.web.soak.client.Stage;
import minutebook.web.soak.client.StreamClient;

/** All clients of a run, and what they did: begun together, brought to the end together. */
final class Crowd {
    private static final Absences STREAMS = new Absences(30_000, 1_500, 500);
    private static final Absences SOCKETS = new Absences(20_000, 1_500, 500);
    private static final int WRITERS_MAX = 16;
    private static final long WISH_EVERY_MILLIS = 1_000;
    private static final long SAYING_EVERY_MILLIS = 4_000;
    private static final long ROLE_EVERY_MILLIS = 2_000;

    private final Population people;
    private final Teams teams;
    private final Wishes wishes;
    private final Stage stage;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();
    // Of equal texts one is kept: what a thousand clients got is mostly the same.
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final List<StreamClient> streams = new ArrayList<>();
    private final List<SocketClient> sockets = new ArrayList<>();
    private final List<Thread> writing = new ArrayList<>();
    private final List<Thread> listening = new ArrayList<>();

    Crowd(Population people, int projects, Stage stage) {
        this.people = people;
        this.stage = stage;
        teams = new Teams();
        wishes = new Wishes(people, teams, projects);
    }

    /** The first projects, before anybody listens. */
    void found(int projects, Chance chance) {
        Writer writer = writer(chance);
        for (int i = 0; i < projects; i++) {
            writer.perform(wishes.create(chance));
        }
    }

    /** Begins to listen: users in turn, so that some have several tabs. */
    void listen(int streamCount, int socketCount, Chance chance) {
        for (int i = 0; i < streamCount; i++) {
            TestUser user = people.users().get(i % people.users().size());
            var name = "stream %d of %s".formatted(i, user.name());
            var client = new StreamClient(name, user, stage, chance.split(), STREAMS, this::same);
            streams.add(client);
            listening.add(Thread.startVirtualThread(client));
        }
        for (int i = 0; i < socketCount; i++) {
            TestUser user = people.users().get(i % people.users().size());
            var name = "socket %d of %s".formatted(i, user.name());
            var client =
                    new SocketClient(
                            name,
                            user,
                            stage,
                            chance.split(),
                            SOCKETS,
                            teams::projectsOf,
                            this::same);
            sockets.add(client);
            listening.add(Thread.startVirtualThread(client));
            writing.add(
                    Thread.startVirtualThread(
                            new Speaker(
                                    user,
                                    client,
                                    stage,
                                    chance.split(),
                                    SAYING_EVERY_MILLIS,
                                    this::place,
                                    operations::add)));
        }
    }

    /**
     * Begins to write: many who want something of projects, and a host who gives and takes roles.
     */
    void write(Chance chance) {
        int writers = Math.clamp(people.users().size() / 2, 2, WRITERS_MAX);
        for (int i = 0; i < writers; i++) {
            Writer writer = writer(chance.split());
            writing.add(
                    Thread.startVirtualThread(
                            () -> writer.follow(wishes::next, WISH_EVERY_MILLIS)));
        }
        Writer host = writer(chance.split());
        var admins = new ConcurrentHashMap<Long, Boolean>();
        writing.add(
                Thread.startVirtualThread(
                        () ->
                                host.follow(
                                        it -> {
                                            TestUser whom = it.of(people.users());
                                            boolean grant =
                                                    admins.merge(whom.id(), true, (is, _) -> !is);
                                            return Optional.of(
                                                    Wishes.admin(people.host(), whom, grant));
                                        },
                                        ROLE_EVERY_MILLIS)));
    }

    /** Begins to tell everybody something, so that everybody comes to the end of the book. */
    Thread tellAll(Chance chance) {
        List<Long> all = people.users().stream().map(TestUser::id).toList();
        Wish wish = wishes.create(people.host(), List.of(), all);
        Writer writer = writer(chance);
        return Thread.startVirtualThread(() -> writer.perform(wish));
    }

    private Writer writer(Chance chance) {
        return new Writer(stage, chance, operations::add, defects::add);
    }

    private Optional<Place> place(long user, Chance chance) {
        List<Long> projects = teams.projectsOf(user);
        if (projects.isEmpty()) {
            return Optional.empty();
        }
        long project = chance.of(projects);
        boolean leads = teams.members(project, Teams.Role.OWNER, Teams.Role.COACH).contains(user);
        List<Long> others = teams.members(project).stream().filter(it -> it != user).toList();
        return Optional.of(new Place(project, leads ? others : List.of()));
    }

    private String same(String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    List<Thread> writing() {
        return writing;
    }

    List<Thread> listening() {
        return listening;
    }

    List<StreamClient> streams() {
        return streams;
    }

    List<SocketClient> sockets() {
        return sockets;
    }

    /** How each command has ended. */
    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Answers that no client should get. */
    List<String> defects() {
        return List.copyOf(defects);
    }
}
