package minutebook.web.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minutebook.web.cluster.Fault;
import minutebook.web.cluster.MailSink;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.cluster.TcpProxy;

/**
 * One of the nodes, and all network that leads to it and from it. For one thread, but for its
 * address.
 */
final class Place implements AutoCloseable {
    private final String name;
    private final Node node;
    private final TcpProxy fromClients;
    private final TcpProxy toPostgres;
    private final TcpProxy toMail;
    private boolean meantToRun;

    Place(String name, List<String> jvm, Path folder, PostgresServer postgres, MailSink mail)
            throws IOException {
        this.name = name;
        toPostgres = TcpProxy.before("127.0.0.1", postgres.port());
        toMail = TcpProxy.before("127.0.0.1", mail.port());
        node =
                new Node(
                        jvm,
                        folder,
                        Map.of(
                                "DATABASE_URL",
                                postgres.url(toPostgres.port()),
                                "MAIL_URL",
                                "smtp://127.0.0.1:" + toMail.port()));
        fromClients = TcpProxy.before("127.0.0.1", node.port());
    }

    String name() {
        return name;
    }

    /** Where clients come in. */
    URI address() {
        return URI.create("http://127.0.0.1:" + fromClients.port());
    }

    Node node() {
        return node;
    }

    TcpProxy fromClients() {
        return fromClients;
    }

    TcpProxy toPostgres() {
        return toPostgres;
    }

    TcpProxy toMail() {
        return toMail;
    }

    /** By SIGKILL. */
    void kill() {
        meantToRun = false;
        node.kill();
    }

    /** By SIGTERM, without waiting for its end. */
    void terminate() {
        meantToRun = false;
        if (node.isRunning()) {
            node.terminate();
        }
    }

    /** Whether it has ended, though nobody ended it. */
    boolean hasEndedByItself() {
        return meantToRun && !node.isRunning();
    }

    /** Makes the network good again. */
    void healNetwork() throws IOException {
        fromClients.heal();
        toPostgres.heal();
        toMail.heal();
    }

    /**
     * Lets it go on, or begins to start it if it does not run; true: {@link Node#awaitReady} is to
     * be called then. PostgreSQL runs.
     */
    boolean healNode() throws IOException {
        if (node.isRunning()) {
            node.resume();
            if (meantToRun) {
                return false;
            }
            node.exitCode();
        }
        meantToRun = true;
        node.begin();
        return true;
    }

    /** The same happens to all bytes between clients and the node. */
    void spoilClients(Fault fault) {
        fromClients.set(fault);
    }

    /** The same happens to all bytes between the node and PostgreSQL. */
    void spoilPostgres(Fault fault) {
        toPostgres.set(fault);
    }

    @Override
    public void close() {
        node.close();
        fromClients.close();
        toPostgres.close();
        toMail.close();
    }
}
