package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What anybody saw of a read model is there after a crash of PostgreSQL, too. Else a position that
 * was seen before it would be trusted after it, and rows that were undone meanwhile be read past.
 */
class SeenOutlivesCrashIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String CHECKPOINTS =
            """
            select 'queries.' || projector, position from queries.checkpoint
            union all select 'mail.' || projector, position from mail.checkpoint
            """;

    private static final String TOLD = "select 'mails', count(*) from mail.outbox where told";

    @TempDir Path folder;

    @Test
    void read_models_are_after_a_crash_where_they_were_seen_before_it() throws Exception {
        // What does not wait for the disk would reach it in 10 s at the earliest, not in 0.2 s.
        Map<String, String> lazy = Map.of("wal_writer_delay", "10s");
        try (var postgres = PostgresServer.start(PostgresServer.ownPrograms(), folder, lazy)) {
            long position;
            Map<String, Long> seen;
            try (var node = Node.on(postgres.url(), folder.resolve("node"))) {
                node.start();
                TestUser anna = TestUser.register(node.url(), "anna");
                TestUser ben = TestUser.register(node.url(), "ben");
                String bridge =
                        "/api/v1/projects/" + anna.createProject("Bridge", List.of(), List.of(ben));
                // Else what became of their mails may be written behind it, and move what was seen.
                await(postgres, TOLD, Map.of("mails", 2L)::equals);
                Reply renamed = anna.put(bridge, "{\"title\": \"Seen\"}");
                position = Long.parseLong(String.valueOf(renamed.header("Event-Position")));
                seen =
                        await(
                                postgres,
                                CHECKPOINTS,
                                it -> it.values().stream().allMatch(at -> at >= position));
                node.kill();
            }
            postgres.kill();
            postgres.start();

            assertEquals(seen, numbers(postgres, CHECKPOINTS));
            String rows =
                    """
                    select p.title, max(n.position)
                    from queries.project p, queries.notification n group by 1
                    """;
            assertEquals(Map.of("Seen", position), numbers(postgres, rows));
        }
    }

    private static Map<String, Long> await(
            PostgresServer postgres, String sql, Predicate<Map<String, Long>> wanted)
            throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> seen = numbers(postgres, sql);
        while (!wanted.test(seen)) {
            assertTrue(System.nanoTime() < until, "still " + seen);
            TimeUnit.MILLISECONDS.sleep(10);
            seen = numbers(postgres, sql);
        }
        return seen;
    }

    private static Map<String, Long> numbers(PostgresServer postgres, String sql)
            throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        }
        return numbers;
    }
}
