package minutebook.web.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.cluster.TcpProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node, its PostgreSQL, and the network between them, made once for all tests that spoil them:
 * each finds them well, and they must be well again after it.
 */
final class Site implements BeforeAllCallback, AfterEachCallback {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private @Nullable Parts parts;

    /** What all tests share. */
    private record Parts(
            Path folder,
            PostgresServer postgres,
            TcpProxy network,
            Node node,
            TestUser anna,
            TestUser ben,
            long bridge)
            implements AutoCloseable {

        static Parts begin() {
            try {
                Path folder = Files.createTempDirectory("minutebook-site");
                var postgres =
                        PostgresServer.start(Files.createDirectory(folder.resolve("postgres")));
                var network = TcpProxy.before("127.0.0.1", postgres.port());
                var node = Node.on(postgres.url(network.port()), folder.resolve("node"));
                node.start();
                TestUser anna = TestUser.register(node.url(), "anna");
                TestUser ben = TestUser.register(node.url(), "ben");
                long bridge = anna.createProject("Bridge", List.of(), List.of(ben));
                return new Parts(folder, postgres, network, node, anna, ben, bridge);
            } catch (IOException | SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        @Override
        public void close() throws IOException {
            node.kill();
            network.close();
            postgres.kill();
            Folders.delete(folder);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        parts =
                context.getRoot()
                        .getStore(ExtensionContext.Namespace.GLOBAL)
                        .getOrComputeIfAbsent(Parts.class, _ -> Parts.begin(), Parts.class);
    }

    private Parts parts() {
        return Objects.requireNonNull(parts, "made before all tests");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        network().heal();
        Asked.until(this::rename, it -> it.status() == 200);
        Asked.until(() -> anna().get("/observe/health/ready"), it -> it.status() == 200);
    }

    PostgresServer postgres() {
        return parts().postgres();
    }

    /** Between the node and its PostgreSQL. */
    TcpProxy network() {
        return parts().network();
    }

    Node node() {
        return parts().node();
    }

    TestUser anna() {
        return parts().anna();
    }

    TestUser ben() {
        return parts().ben();
    }

    /** Anna's project, in which Ben takes part. */
    long bridge() {
        return parts().bridge();
    }

    static int nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    /** A command: a new title for the bridge. */
    Reply rename() {
        return rename("Title " + nextNumber());
    }

    Reply rename(String title) {
        return anna().put("/api/v1/projects/" + bridge(), "{\"title\": \"%s\"}".formatted(title));
    }

    /** A query that was never asked before, so that no answer to it is kept. */
    Reply read() {
        return anna().get("/api/v1/projects?filter_by=" + nextNumber());
    }

    /** All titles that there ever were, by the book, in order. */
    List<String> titles() throws SQLException {
        return texts(
                "select data ->> 'title' from book.event where type like 'project-%' order by 1");
    }

    /** The first column, past the network. */
    List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (Connection connection = postgres().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
        }
        return texts;
    }

    /** As the owner of all tables, past the network. */
    void execute(String sql) throws SQLException {
        try (Connection connection = postgres().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
