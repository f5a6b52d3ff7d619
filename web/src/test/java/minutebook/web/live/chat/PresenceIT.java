package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.Pace;
import minutebook.web.live.chat.ChatClient.Heard;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.presence.Heartbeat;
import minutebook.web.live.socketio.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in a room, on any node, and what becomes of those whose node or connection dies. */
class PresenceIT {
    private static final Heartbeat FAST =
            new Heartbeat(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(5));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestServer server;
    private static TestServer otherServer;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static int number;

    private long project;

    @BeforeAll
    static void start() {
        Pace pace = Pace.defaults().withNodes(FAST).withSockets(quickToNotice());
        server = new TestServer(Duration.ofMinutes(60), pace);
        otherServer = server.again();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
    }

    private static Limits quickToNotice() {
        Limits usual = Limits.defaults();
        return usual.pinging(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        otherServer.close();
        server.close();
    }

    @BeforeEach
    void a_project() {
        project = anna.createProject("Bridge " + ++number, List.of(cleo), List.of(ben));
    }

    @Test
    void who_joins_on_one_node_is_online_on_the_other_and_once() throws Exception {
        try (var annas = ChatClient.in(project, anna)) {
            ChatClient here = ChatClient.in(project, ben);
            assertEquals(ben.id(), annas.next("online").path("user_id").asLong());
            ChatClient there = ChatClient.connect(ben.at(otherServer.url()));
            assertFinds(anna, there);

            assertComes(cleo, annas);
            here.close();
            there.say(project, "still here");
            assertEquals(List.of(), annas.before("still here"));

            there.close();
            assertEquals(ben.id(), annas.next("offline").path("user_id").asLong());
        }
    }

    @Test
    void who_is_removed_on_one_node_is_out_on_the_other_and_offline() throws Exception {
        try (var annas = ChatClient.in(project, anna);
                var _ = ChatClient.in(project, ben.at(otherServer.url()))) {
            annas.next("online");

            String body = "{\"participant\": %d}".formatted(ben.id());
            String path = "/api/v1/projects/" + project + "/remove-participant";
            assertEquals(200, anna.delete(path, body).status());
            annas.say(project, "among us");

            // On different nodes nobody knows which comes first.
            Heard one = annas.next();
            Heard other = annas.next();
            assertEquals(Set.of("offline", "receive_message"), Set.of(one.event(), other.event()));
        }
    }

    @Test
    void a_node_that_dies_takes_its_users_with_it() throws Exception {
        try (var annas = ChatClient.in(project, anna)) {
            aNodeThatWillNotBeatAgain();

            assertEquals(ben.id(), annas.next("online").path("user_id").asLong());
            assertEquals(ben.id(), annas.next("offline").path("user_id").asLong());
        }
    }

    @Test
    void after_a_crash_of_PostgreSQL_all_are_where_they_were() throws Exception {
        try (var annas = ChatClient.in(project, anna);
                var bens = ChatClient.in(project, ben.at(otherServer.url()))) {
            annas.next("online");

            // What a crash leaves of unlogged tables.
            try (Connection connection = server.database().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("truncate live.node cascade");
            }
            while (!isTold(anna) || !isTold(ben)) {
                Thread.onSpinWait();
            }
            assertComes(cleo, annas);
            assertFinds(ben, annas);
            assertFinds(anna, bens);
        }
    }

    @Test
    void a_client_that_answers_no_ping_is_offline() throws Exception {
        try (var annas = ChatClient.in(project, anna);
                var bens = RawClient.open(server.url().getPort())) {
            bens.text("40/ws/messages,{\"token\":\"%s\"}".formatted(ben.token()));
            bens.text("42/ws/messages,[\"join_project\",{\"project_id\":%d}]".formatted(project));
            assertEquals(ben.id(), annas.next("online").path("user_id").asLong());

            assertEquals(ben.id(), annas.next("offline").path("user_id").asLong());
        }
    }

    private void aNodeThatWillNotBeatAgain() throws SQLException {
        UUID node = UUID.randomUUID();
        try (Connection connection = server.database().getConnection();
                PreparedStatement alive =
                        connection.prepareStatement(
                                "insert into live.node (node, revision, beat_at)"
                                        + " values (?, 1, now())");
                PreparedStatement present =
                        connection.prepareStatement(
                                "insert into live.presence values (?, ?, ?, false, 1, now())")) {
            connection.setAutoCommit(false);
            alive.setObject(1, node);
            alive.execute();
            present.setObject(1, node);
            present.setString(2, "project-" + project);
            present.setLong(3, ben.id());
            present.execute();
            connection.commit();
        }
    }

    private boolean isTold(TestUser user) throws SQLException {
        try (Connection connection = server.database().getConnection();
                PreparedStatement told =
                        connection.prepareStatement(
                                "select from live.presence where place = ? and user_id = ?")) {
            told.setString(1, "project-" + project);
            told.setLong(2, user.id());
            return told.executeQuery().next();
        }
    }

    /** What the other node told before that is known by then, too. */
    private void assertComes(TestUser user, ChatClient watcher) throws Exception {
        try (var _ = ChatClient.in(project, user.at(otherServer.url()))) {
            Heard next = watcher.next();
            while (!next.event().equals("online")
                    || next.data().path("user_id").asLong() != user.id()) {
                next = watcher.next();
            }
        }
        watcher.next("offline");
    }

    /** What another node told may take a moment to arrive. */
    private void assertFinds(TestUser user, ChatClient client) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        JsonNode users = client.join(project);
        while (!has(user, users)) {
            assertTrue(System.nanoTime() < until, users.toString());
            users = client.join(project);
        }
    }

    private static boolean has(TestUser user, JsonNode users) {
        return StreamSupport.stream(users.spliterator(), false)
                .anyMatch(it -> it.path("user_id").asLong() == user.id());
    }
}
