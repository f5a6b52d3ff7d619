package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import minutebook.web.nodes.Pair.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes are one server: whatever is done at one is so at the other. */
class NodesIT {
    private static final int COMMANDS = 30;
    private static final int ATTEMPTS = 3;

    /** More than twice what it takes at the leader: what the way between the nodes may add. */
    private static final Duration QUICK = Duration.ofMillis(10);

    @TempDir static Path folder;
    private static Pair pair;
    private TestUser anna;
    private TestUser ben;
    private long project;

    @BeforeAll
    static void start() throws Exception {
        pair = new Pair(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        pair.close();
    }

    @BeforeEach
    void given_a_project_of_two() {
        anna = TestUser.register(pair.a.url(), Names.fresh("anna"));
        ben = TestUser.register(pair.b.url(), Names.fresh("ben")).at(pair.b.url());
        project = anna.createProject(Names.fresh("Bridge"), List.of(), List.of(ben));
    }

    @Test
    void commands_are_taken_and_read_at_either() {
        assertEquals(403, title(ben, "Ben's").status());
        Reply here = title(anna, "Here");
        Reply there = title(anna.at(pair.b.url()), "There");

        assertEquals("Here" + project, here.at("/title").asText());
        assertEquals("There" + project, there.at("/title").asText());
        Reply read =
                ben.at(pair.a.url())
                        .send(
                                "GET",
                                "/api/v1/projects/" + project,
                                null,
                                Map.of("Min-Position", there.header("Event-Position")));
        assertEquals("There" + project, read.at("/title").asText());
    }

    @Test
    void a_room_and_who_is_in_it_are_the_same_at_both() throws Exception {
        try (var here = ChatClient.in(project, anna);
                var there = ChatClient.connect(ben)) {
            // Who is where, the other node hears some milliseconds later.
            Pair.await("both are in it", () -> there.join(project).size() == 2);
            assertEquals(ben.id(), here.next("online").path("user_id").asLong());
            here.say(project, "Do you hear me?");
            assertEquals("Do you hear me?", content(there));
            there.say(project, "I do");
            assertEquals("Do you hear me?", content(here));
            assertEquals("I do", content(here));

            there.leave(project);
            assertEquals(ben.id(), here.next("offline").path("user_id").asLong());
        }
    }

    @Test
    void a_client_moves_from_one_to_the_other_with_its_last_id() throws Exception {
        String lastId;
        try (var stream = EventStream.of(ben)) {
            title(anna, "First");
            var block = stream.nextEvent();
            if (block.event().equals("add_into_project")) {
                // This node had not yet heard of the project when the stream began.
                block = stream.nextEvent();
            }
            assertEquals("First" + project, block.data().at("/data/project_title").asText());
            lastId = block.id();
        }
        title(anna, "Second");
        try (var stream = EventStream.after(ben.at(pair.a.url()), lastId)) {
            title(anna, "Third");
            assertEquals(
                    "Second" + project,
                    stream.nextEvent().data().at("/data/project_title").asText());
            assertEquals(
                    "Third" + project,
                    stream.nextEvent().data().at("/data/project_title").asText());
        }
    }

    @Test
    void a_socket_moves_from_one_room_to_the_other_with_its_last_id() throws Exception {
        try (var speaker = ChatClient.in(project, anna)) {
            String lastId;
            try (var here = ChatClient.in(project, ben)) {
                speaker.say(project, "1");
                lastId = message(here).path("event_id").asText();
            }
            speaker.say(project, "2");
            try (var there = ChatClient.connect(ben.at(pair.a.url()))) {
                there.join(project, "\"" + lastId + "\"");
                speaker.say(project, "3");
                assertEquals("2", content(there));
                assertEquals("3", content(there));
            }
        }
    }

    @Test
    void an_answer_at_the_node_that_follows_hardly_waits_for_the_one_that_leads() throws Exception {
        Member leader = pair.leader();
        Member follower = pair.other(leader);
        // Of both, since what a machine is busy with otherwise costs either.
        Duration least = Duration.ofDays(1);
        for (int i = 0; i < ATTEMPTS && least.compareTo(QUICK) > 0; i++) {
            Duration here = median(leader);
            Duration there = median(follower);
            System.out.printf(
                    "A command: median %.1f ms at the leader, %.1f ms at the follower%n",
                    here.toNanos() / 1e6, there.toNanos() / 1e6);
            Duration more = there.minus(here.multipliedBy(2));
            least = more.compareTo(least) < 0 ? more : least;
        }
        assertTrue(least.compareTo(QUICK) <= 0, least::toString);
    }

    private Duration median(Member member) {
        TestUser there = anna.at(member.url());
        long[] nanos = new long[COMMANDS];
        for (int i = 0; i < COMMANDS; i++) {
            long begun = System.nanoTime();
            assertEquals(200, title(there, Names.fresh("Title ")).status());
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[COMMANDS / 2]);
    }

    private static String content(ChatClient client) throws Exception {
        return message(client).path("content").asText();
    }

    private static JsonNode message(ChatClient client) throws Exception {
        var heard = client.next();
        while (!heard.event().equals("receive_message")) {
            heard = client.next();
        }
        return heard.data();
    }

    private Reply title(TestUser user, String title) {
        return user.put(
                "/api/v1/projects/" + project, "{\"title\": \"%s\"}".formatted(title + project));
    }
}
