package minutebook.web.nodes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.cluster.TcpProxy;

/** Two nodes, each of which reaches the same PostgreSQL by a way of its own. */
final class Pair implements AutoCloseable {
    private static final long LOOK_EVERY_NANOS = 10_000_000;

    /** The read models, the erasures, the mails: each has a leader. */
    private static final int LED = 8;

    final PostgresServer postgres;
    final Member a;
    final Member b;

    /** A node and its way to PostgreSQL. */
    record Member(String name, TcpProxy way, Node node) {
        URI url() {
            return node.url();
        }

        /** Ends it however it is, and lets it begin anew. */
        void startAnew() throws IOException {
            node.kill();
            way.heal();
            node.start();
        }
    }

    /** Both run; {@code a} was first, and leads. */
    Pair(Path folder) throws IOException, SQLException {
        postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")));
        a = member("a", folder);
        b = member("b", folder);
        a.node().start();
        b.node().start();
    }

    private Member member(String name, Path folder) throws IOException {
        TcpProxy way = TcpProxy.before("127.0.0.1", postgres.port());
        String url = postgres.url(way.port()) + "?ApplicationName=" + name;
        return new Member(name, way, Node.on(url, folder.resolve(name)));
    }

    /**
     * Who leads all. A machine that is very busy may have shared the leads out between the two:
     * then the second begins anew, and the first takes over.
     */
    Member leader() throws SQLException, IOException {
        for (int attempt = 0; attempt < 3; attempt++) {
            long untilNanos = System.nanoTime() + 15_000_000_000L;
            while (System.nanoTime() - untilNanos < 0) {
                for (Member it : List.of(a, b)) {
                    if (leads(it)) {
                        return it;
                    }
                }
                pause();
            }
            b.startAnew();
        }
        throw new AssertionError("Nobody leads all");
    }

    Member other(Member one) {
        return one.equals(a) ? b : a;
    }

    /** Whether it leads all that is led. */
    boolean leads(Member member) throws SQLException {
        Set<String> leaders = new HashSet<>();
        int led = 0;
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select application_name from pg_locks join pg_stat_activity using (pid)
                                where locktype = 'advisory' and granted and objsubid = 1
                                """)) {
            while (rows.next()) {
                leaders.add(rows.getString(1));
                led++;
            }
        }
        return led == LED && leaders.equals(Set.of(member.name()));
    }

    /** Where all that is led has come to. */
    long position() throws SQLException {
        return number(
                """
                select min(position) from (
                    select position from queries.checkpoint
                    union all select position from vault.checkpoint
                    union all select position from mail.checkpoint) led
                """);
    }

    long number(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    interface Question {
        boolean ask() throws Exception;
    }

    /** Asks again and again, for half a minute at most. */
    static void await(String what, Question question) throws Exception {
        long untilNanos = System.nanoTime() + 30_000_000_000L;
        while (!question.ask()) {
            if (System.nanoTime() - untilNanos > 0) {
                throw new AssertionError("Not within 30 s: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }

    @Override
    public void close() throws IOException {
        a.node().kill();
        b.node().kill();
        a.way().close();
        b.way().close();
        postgres.close();
    }
}
