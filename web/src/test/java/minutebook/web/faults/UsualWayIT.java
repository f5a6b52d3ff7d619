package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is lost the usual way, by the same faults on the same machine, beside what is lost here: a
 * fault that hurts nobody shows nothing.
 */
class UsualWayIT {
    private static final long WRITES_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final int WRITERS = 4;

    @TempDir Path folder;
    private PostgresServer postgres;

    @BeforeEach
    void start() throws IOException, SQLException {
        postgres = PostgresServer.start(folder);
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    private interface Writer {
        /** Writes that number; once it returns, it was acknowledged. */
        void write(long number) throws Exception;
    }

    /** What was acknowledged until PostgreSQL was killed in the midst of it; then it runs again. */
    private Set<Long> acknowledgedUntilKilled(Writer[] writers) throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        List<Future<List<Long>>> works = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers.length; i++) {
                Writer writer = writers[i];
                long first = i;
                works.add(threads.submit(() -> write(writer, first)));
            }
            TimeUnit.NANOSECONDS.sleep(WRITES_NANOS);
            postgres.kill();
        }
        for (Future<List<Long>> it : works) {
            acknowledged.addAll(it.get());
        }
        postgres.start();
        return acknowledged;
    }

    private static List<Long> write(Writer writer, long first) {
        var acknowledged = new ArrayList<Long>();
        try {
            for (long number = first; ; number += WRITERS) {
                writer.write(number);
                acknowledged.add(number);
            }
        } catch (Exception killed) {
            return acknowledged;
        }
    }

    private Set<Long> written(String sql) throws SQLException {
        Set<Long> numbers = new HashSet<>();
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private static int lost(String way, Set<Long> acknowledged, Set<Long> written) {
        var lost = new HashSet<>(acknowledged);
        lost.removeAll(written);
        System.out.printf(
                "PostgreSQL killed, %s: %d of %d acknowledged are lost%n",
                way, lost.size(), acknowledged.size());
        return lost.size();
    }

    /** As embedded PostgreSQLs for tests are set up, which some then run for good. */
    @Test
    void a_database_that_does_not_wait_for_its_disk_loses_what_it_acknowledged() throws Exception {
        postgres.configure(Map.of("fsync", "off", "synchronous_commit", "off"));
        postgres.stop();
        postgres.start();
        try (Connection setUp = postgres.connect();
                var statement = setUp.createStatement()) {
            statement.execute("create table written (number bigint)");
            statement.execute("checkpoint");
        }
        var connections = new Connection[WRITERS];
        var writers = new Writer[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            Connection connection = postgres.connect();
            connections[i] = connection;
            writers[i] = number -> insert(connection, number);
        }

        Set<Long> acknowledged = acknowledgedUntilKilled(writers);

        assertTrue(lost("the usual way", acknowledged, written("select number from written")) > 0);
        for (Connection it : connections) {
            it.close();
        }
    }

    private static void insert(Connection connection, long number) throws SQLException {
        try (var insert = connection.prepareStatement("insert into written values (?)")) {
            insert.setLong(1, number);
            insert.executeUpdate();
        }
    }

    @Test
    void a_server_on_one_that_does_loses_nothing() throws Exception {
        Set<Long> acknowledged;
        try (var node = Node.on(postgres.url(), folder.resolve("node"))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            var writers = new Writer[WRITERS];
            for (int i = 0; i < WRITERS; i++) {
                long project = anna.createProject("Book " + i, List.of(), List.of());
                writers[i] =
                        number -> {
                            String body = "{\"title\": \"%d\"}".formatted(number);
                            int status = anna.put("/api/v1/projects/" + project, body).status();
                            if (status != 200) {
                                throw new IOException("refused by " + status);
                            }
                        };
            }

            acknowledged = acknowledgedUntilKilled(writers);
        }

        assertTrue(acknowledged.size() > WRITERS, acknowledged.toString());
        String titles =
                "select cast(data ->> 'title' as bigint) from book.event where type = 'project-renamed'";
        assertEquals(0, lost("here", acknowledged, written(titles)));
    }

    /** As outboxes and event tables with a serial number are read, mostly by ORMs. */
    @Test
    void who_reads_behind_the_last_serial_number_misses_what_is_committed_later() throws Exception {
        try (Connection slow = postgres.connect();
                Connection quick = postgres.connect()) {
            try (var statement = quick.createStatement()) {
                statement.execute("create table event (pos bigserial primary key, what text)");
            }
            slow.setAutoCommit(false);
            try (var statement = slow.createStatement()) {
                statement.execute("insert into event (what) values ('slow')");
            }
            try (var statement = quick.createStatement()) {
                statement.execute("insert into event (what) values ('quick')");
            }
            Set<Long> first = written("select pos from event where pos > 0");
            slow.commit();
            Set<Long> second = written("select pos from event where pos > 2");

            // That positions here are those of the commits: events' TwoWritersIT.
            assertEquals(Set.of(2L), first);
            assertEquals(Set.of(), second, "the first is never read");
            assertEquals(Set.of(1L, 2L), written("select pos from event"));
        }
    }
}
