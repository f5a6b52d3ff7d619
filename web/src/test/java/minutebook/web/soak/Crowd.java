package minutebook.web.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.SocketClient;
import minutebook.web.soak.client.Speaker;
import minutebook.web.soak.client.Speaker.Place;
import minutebook.web.soak.client.Stage;
import minutebook.web.soak.client.StreamClient;

/** All clients of a run, and what they did: begun together, brought to the end together. */
public final class Crowd {
    private static final int WRITERS_MAX = 16;
    private static final long ROLE_EVERY_MILLIS = 2_000;

    private final Population people;
    private final List<TestUser> present;
    private final Habits habits;
    private final Teams teams;
    private final Wishes wishes;
    private final Stage stage;
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<String> defects = new ConcurrentLinkedQueue<>();
    // Of equal texts one is kept: what a thousand clients got is mostly the same.
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Map<Long, List<Long>> settled = new ConcurrentHashMap<>();
    private final List<StreamClient> streams = new ArrayList<>();
    private final List<SocketClient> sockets = new ArrayList<>();
    private final List<Thread> writing = new ArrayList<>();
    private final List<Thread> listening = new ArrayList<>();

    /** {@code present}: those who have clients; the others only are in projects. */
    public Crowd(
            Population people, List<TestUser> present, int projects, Habits habits, Stage stage) {
        this.people = people;
        this.present = List.copyOf(present);
        this.habits = habits;
        this.stage = stage;
        teams = new Teams();
        wishes = new Wishes(people, teams, projects);
    }

    /** The first projects, before anybody listens. */
    public void found(int projects, Chance chance) {
        Writer writer = writer(chance);
        for (int i = 0; i < projects; i++) {
            writer.perform(wishes.create(chance));
        }
    }

    /** Begins to listen: users in turn, so that some have several tabs. */
    public void listen(int streamCount, int socketCount, Chance chance) {
        for (int i = 0; i < streamCount; i++) {
            TestUser user = present.get(i % present.size());
            var name = "stream %d of %s".formatted(i, user.name());
            var client =
                    new StreamClient(
                            name,
                            user,
                            habits.doors(),
                            stage,
                            chance.split(),
                            habits.streams(),
                            this::same);
            streams.add(client);
            listening.add(Thread.startVirtualThread(client));
        }
        for (int i = 0; i < socketCount; i++) {
            TestUser user = present.get(i % present.size());
            var name = "socket %d of %s".formatted(i, user.name());
            var client =
                    new SocketClient(
                            name,
                            user,
                            habits.doors(),
                            stage,
                            chance.split(),
                            habits.sockets(),
                            this::projectsOf,
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
                                    habits.sayingEveryMillis(),
                                    habits.givesUpPercent(),
                                    this::place,
                                    operations::add)));
        }
    }

    /**
     * Begins to write: many who want something of projects, and a host who gives and takes roles.
     */
    public void write(Chance chance) {
        int writers = Math.clamp(people.users().size() / 2, 2, WRITERS_MAX);
        for (int i = 0; i < writers; i++) {
            Writer writer = writer(chance.split());
            writing.add(
                    Thread.startVirtualThread(
                            () -> writer.follow(wishes::next, habits.wishEveryMillis())));
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
    public Thread tellAll(Chance chance) {
        List<Long> all = people.users().stream().map(TestUser::id).toList();
        Wish wish = wishes.create(people.host(), List.of(), all);
        Writer writer = writer(chance);
        return Thread.startVirtualThread(() -> writer.perform(wish));
    }

    private Writer writer(Chance chance) {
        return new Writer(
                stage,
                habits.doors(),
                chance,
                habits.givesUpPercent(),
                operations::add,
                defects::add);
    }

    /** Who is in which project, as far as anybody knows. */
    public Teams teams() {
        return teams;
    }

    /**
     * In the end, the server says: people are in projects of which nobody has told them, if whoever
     * took them in was never answered.
     */
    private List<Long> projectsOf(long user) {
        return stage.isSettled()
                ? settled.computeIfAbsent(user, this::projectsAtTheEnd)
                : teams.projectsOf(user);
    }

    private List<Long> projectsAtTheEnd(long user) {
        TestUser asking = people.user(user);
        var projects = new ArrayList<Long>();
        for (int page = 1; ; page++) {
            Reply reply =
                    asking.at(habits.doors().addresses().getFirst())
                            .send(
                                    "GET",
                                    "/api/v1/projects?per_page=100&page=" + page,
                                    null,
                                    Map.of("Min-Position", String.valueOf(stage.known())));
            if (reply.status() != 200) {
                throw new IllegalStateException("No list of projects: " + reply.json());
            }
            reply.at("/data").forEach(it -> projects.add(it.path("id").asLong()));
            if (!reply.at("/has_next").asBoolean()) {
                return List.copyOf(projects);
            }
        }
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

    public List<Thread> writing() {
        return writing;
    }

    public List<Thread> listening() {
        return listening;
    }

    public List<StreamClient> streams() {
        return streams;
    }

    public List<SocketClient> sockets() {
        return sockets;
    }

    /** How each command has ended. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Answers that no client should get. */
    public List<String> defects() {
        return List.copyOf(defects);
    }
}
