package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The database is lost while it is asked for something on behalf of a socket. */
class DatabaseLostIT {
    private static final String END_THOSE_WHO_WAIT =
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
                and query like '%message_count%'
            """;

    @Test
    void whoever_joins_is_told_so_and_let_go_so_that_their_client_comes_again() throws Exception {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            long project = anna.createProject("Bridge", List.of(), List.of());
            // The Java client takes no notice when a server closes a WebSocket.
            try (var annas = ChatClient.connect(anna, "polling")) {
                JsonNode refused = joinedWhileLost(server, annas, project);
                assertEquals("The database is away. Try again.", refused.path("message").asText());
                assertEquals(refused, annas.next("error"));
                // Not of the server's will, after which no client comes back.
                assertEquals("transport close", annas.next("disconnect").asText());
            }
            try (var again = ChatClient.connect(anna)) {
                assertTrue(again.join(project, "0").isArray());
            }
        }
    }

    /** The answer to a join whose query is broken off. */
    private static JsonNode joinedWhileLost(TestServer server, ChatClient client, long project)
            throws Exception {
        try (Connection lock = server.database().getConnection();
                Connection operator = server.database().getConnection()) {
            lock.setAutoCommit(false);
            execute(lock, "lock table queries.message_count in access exclusive mode");
            CompletableFuture<JsonNode> answer =
                    client.ask(
                            "join_project",
                            new JSONObject().put("project_id", project).put("since", 0));
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (System.nanoTime() < until) {
                execute(operator, END_THOSE_WHO_WAIT);
                try {
                    return answer.get(50, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    // It has not come to its query yet, or does not know yet.
                }
            }
            throw new AssertionError("nobody is told of the query that was broken off");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
