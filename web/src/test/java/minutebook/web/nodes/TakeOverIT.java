package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.TestUser;
import minutebook.web.cluster.Fault;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import minutebook.web.nodes.Pair.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the node that writes the read models, carries out the erasures and notes what
 * is to be mailed, another one does so within three seconds.
 */
class TakeOverIT {
    private static final Duration TAKEN_OVER = Duration.ofSeconds(3);

    /** What the same takes while nothing happens is the machine's, but no more of it than this. */
    private static final Duration USUAL_MAX = Duration.ofSeconds(1);

    /** A machine that is busy otherwise may be late once, but not each time. */
    private static final int ATTEMPTS = 3;

    @TempDir static Path folder;
    private static Pair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new Pair(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        pair.close();
    }

    private interface Fate {
        void befall(Member leader) throws Exception;
    }

    @Test
    void when_it_is_killed() throws Exception {
        assertTakenOver(it -> it.node().kill());
    }

    @Test
    void when_it_is_gone_from_the_network_and_nobody_tells_postgresql() throws Exception {
        assertTakenOver(it -> it.way().set(new Fault.Drop()));
    }

    @Test
    void when_it_stands_still_and_its_system_answers_for_it() throws Exception {
        assertTakenOver(it -> it.node().pause());
    }

    @Test
    void who_was_at_a_node_that_stood_still_misses_nothing_when_it_goes_on() throws Exception {
        Member leader = pair.leader();
        Member follower = pair.other(leader);
        TestUser anna = TestUser.register(follower.url(), Names.fresh("anna"));
        TestUser ben = TestUser.register(follower.url(), Names.fresh("ben"));
        long project = anna.createProject(Names.fresh("Bridge"), List.of(), List.of(ben));
        try (var stream = EventStream.of(ben.at(leader.url()));
                var socket = ChatClient.in(project, ben.at(leader.url()));
                var talking = ChatClient.in(project, anna)) {
            socket.next("online");
            leader.node().pause();
            rename(anna, project, "While it stood still");
            Pair.await("another leads", () -> pair.leads(follower));
            rename(anna, project, "Later");
            talking.say(project, "Are you there?");
            leader.node().resume();
            Pair.await("it follows", () -> logged(leader));
            rename(anna, project, "At last");

            assertEquals(List.of("While it stood still", "Later", "At last"), titles(stream, 3));
            assertEquals("Are you there?", socket.next("receive_message").path("content").asText());
            assertTrue(pair.leads(follower));
        }
    }

    private static boolean logged(Member member) {
        // Its own health tells that it goes on.
        return TestUser.nobody(member.url()).get("/observe/health/ready").status() == 200;
    }

    private static void assertTakenOver(Fate fate) throws Exception {
        Duration shortest = takenOver(fate);
        for (int i = 1; i < ATTEMPTS && shortest.compareTo(TAKEN_OVER) > 0; i++) {
            shortest = takenOver(fate);
        }
        System.out.println("Taken over after " + shortest.toMillis() + " ms");
        assertTrue(shortest.compareTo(TAKEN_OVER) <= 0, "after " + shortest);
    }

    /** How much longer than usual it takes until an erasure is done, by the other node. */
    private static Duration takenOver(Fate fate) throws Exception {
        Member leader = pair.leader();
        Member follower = pair.other(leader);
        TestUser anna = TestUser.register(follower.url(), Names.fresh("anna"));
        TestUser first = TestUser.register(follower.url(), Names.fresh("first"));
        TestUser gone = TestUser.register(follower.url(), Names.fresh("gone"));

        long begun = System.nanoTime();
        erase(first);
        long usual = Math.min(System.nanoTime() - begun, USUAL_MAX.toNanos());
        begun = System.nanoTime();
        fate.befall(leader);
        erase(gone);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun - usual);

        Pair.await("the other leads", () -> pair.leads(follower));
        assertEquals(
                0,
                pair.number("select count(*) from vault.subject_key where user_id = " + gone.id()));
        assertEquals(
                1, pair.number("select count(*) from mail.outbox where recipient = " + anna.id()));
        assertFalse(pair.leads(leader));
        leader.startAnew();
        return taken;
    }

    /** Returns when all that is led has come so far. */
    private static void erase(TestUser user) throws Exception {
        // The answer waits for the read models, and for the erasures.
        assertEquals(200, user.delete("/api/v1/users/me", null).status());
        long head = pair.number("select position from book.head");
        Pair.await("all is done", () -> pair.position() >= head);
    }

    private static void rename(TestUser user, long project, String title) {
        String body = "{\"title\": \"%s\"}".formatted(title);
        assertEquals(200, user.put("/api/v1/projects/" + project, body).status());
    }

    private static List<String> titles(EventStream stream, int count) throws Exception {
        var titles = new ArrayList<String>();
        while (titles.size() < count) {
            var block = stream.nextEvent();
            assertFalse(block.isEnd(), "the stream has ended");
            if (block.event().equals("action_project")) {
                titles.add(block.data().at("/data/project_title").asText());
            }
        }
        return titles;
    }
}
