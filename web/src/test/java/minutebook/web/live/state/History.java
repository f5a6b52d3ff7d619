package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.chat.ChatClient;
import org.jspecify.annotations.Nullable;

/** One history: its people, their tabs, and what has happened so far. */
final class History implements AutoCloseable {
    /** What a page that is a little late may be told: that things are not as it shows them. */
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404);

    private static final int TALK = 5;
    private static final ExecutorService TALKERS = Executors.newVirtualThreadPerTaskExecutor();

    private final Town town;
    private final List<Person> people;
    private final List<Tab> tabs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<CompletableFuture<Long>> talks = new ArrayList<>();
    private long position;

    /** Two projects are there before the first page is loaded. */
    History(Town town) throws Exception {
        this.town = town;
        this.people = new ArrayList<>(town.people());
        town.tidyUp(people);
        project(town.anna, List.of(town.cleo), List.of(town.ben));
        project(town.ben, List.of(town.anna, town.cleo), List.of(town.emil));
        for (Person it :
                List.of(
                        town.anna, town.ben, town.cleo, town.emil, town.dora, town.anna,
                        town.ben)) {
            open(it, tabs.size());
        }
    }

    private void project(Person owner, List<Person> coaches, List<Person> participants) {
        owner.user().createProject(newTitle(), users(coaches), users(participants));
    }

    private static List<TestUser> users(List<Person> people) {
        return people.stream().map(Person::user).toList();
    }

    private void open(Person person, int node) throws Exception {
        Tab tab = person.tab();
        tab.load(town.node(node));
        tabs.add(tab);
    }

    void happens(Step step) throws Exception {
        Tab tab = Step.pick(tabs, step.tab());
        if (!tab.person().isArchived()) {
            step.kind().deed().happens(new Turn(this, tab, step));
        }
    }

    List<Person> people() {
        return List.copyOf(people);
    }

    List<Tab> tabs() {
        return List.copyOf(tabs);
    }

    Person admin() {
        return town.dora;
    }

    /** Of somebody who is an admin, as far as they know. */
    Tab adminTab(Step step) {
        List<Tab> admins =
                tabs.stream()
                        .filter(it -> it.screen().isAdmin() && !it.person().isArchived())
                        .toList();
        return Step.pick(admins, step.tab());
    }

    URI node(int number) {
        return town.node(number);
    }

    int newNumber() {
        return town.newNumber();
    }

    String newTitle() {
        return "Bridge " + newNumber();
    }

    /** All that was done so far stands in the book up to here. */
    long position() {
        return position;
    }

    void note(String what) {
        notes.add(what);
    }

    /** What has happened, for whoever looks for the reason of a failure. */
    String told() {
        return String.join("\n", notes);
    }

    /** One newcomer a history: their password takes longer than all else. */
    void newcomer(Step step) throws Exception {
        if (people.size() == town.people().size()) {
            Person newcomer = town.newcomer();
            people.add(newcomer);
            open(newcomer, step.node());
            note(newcomer.user().name() + " is new");
        }
    }

    /** A project, as a page shows it, of somebody who was archived. */
    Optional<Shown> ofArchived() {
        return tabs.stream()
                .filter(it -> it.person().isArchived())
                .flatMap(it -> it.screen().projects().stream())
                .filter(it -> people.stream().anyMatch(p -> p.isArchived() && p.id() == it.owner()))
                .findFirst();
    }

    /** The answer, if it was done; anything but an ordinary refusal is a fault. */
    Optional<Reply> command(Turn turn, String method, String path, @Nullable String body) {
        Reply reply = turn.user().send(method, path, body);
        turn.note(": %s %s %s -> %d".formatted(method, path, body, reply.status()));
        if (REFUSALS.contains(reply.status())) {
            return Optional.empty();
        }
        assertTrue(reply.status() < 300, () -> "not to be refused: " + reply.json());
        position = Math.max(position, position(reply));
        return Optional.of(reply);
    }

    static long position(Reply reply) {
        return Long.parseLong(Objects.requireNonNull(reply.header("Event-Position")));
    }

    /** The message's id; 0: refused. */
    long say(Turn turn, long project, String fields) throws Exception {
        String message = "{\"project_id\": %d, %s}".formatted(project, fields);
        JsonNode ack = turn.tab().seat().say(turn.user(), message);
        turn.note(" says %s -> %s".formatted(message, ack.path("id")));
        long id = ack.path("id").asLong();
        position = Math.max(position, id);
        return id;
    }

    /** Somebody says some things, while everything else goes on. */
    void talk(Turn turn, long project) {
        turn.note(" talks in " + project);
        TestUser speaker = turn.user();
        List<String> contents = Stream.generate(() -> "Talk " + newNumber()).limit(TALK).toList();
        talks.add(CompletableFuture.supplyAsync(() -> talk(speaker, project, contents), TALKERS));
    }

    private static long talk(TestUser speaker, long project, List<String> contents) {
        try (var socket = ChatClient.connect(speaker)) {
            long last = 0;
            for (String content : contents) {
                last = Math.max(last, socket.say(project, content).path("id").asLong());
            }
            return last;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until all who talk have ended. */
    void awaitSilence() {
        talks.forEach(it -> position = Math.max(position, it.join()));
        talks.clear();
    }

    /**
     * Of all that happens to a project, this alone is told to nobody, so that no page can follow.
     * Here all that show the project are given what the one who did it was answered, as if each had
     * been loaded anew.
     */
    void handedOver(Reply reply) {
        Shown project = Shown.of(reply.json());
        people.forEach(
                it -> it.did(position(reply), screen -> screen.change(project.id(), _ -> project)));
    }

    /** Whoever is archived is not any longer, and whoever is away comes back. */
    void gatherAll() throws Exception {
        awaitSilence();
        for (Person it : people) {
            if (it.isArchived()) {
                position = Math.max(position, town.unarchive(it));
            }
        }
        for (Tab tab : tabs) {
            if (!tab.isStreaming()) {
                tab.comeBack(node(tabs.indexOf(tab)), true);
            }
        }
        readAll();
    }

    /** All who have a stream read what it tells of what was done so far. */
    void readAll() throws Exception {
        for (Tab tab : tabs) {
            if (tab.isStreaming()) {
                tab.readUpTo(position);
            }
        }
    }

    @Override
    public void close() {
        awaitSilence();
        town.tidyUp(people);
    }
}
