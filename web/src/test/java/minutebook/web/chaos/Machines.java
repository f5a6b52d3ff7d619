package minutebook.web.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import minutebook.web.cluster.MailSink;
import minutebook.web.cluster.PostgresServer;

/** Two nodes on one PostgreSQL, a mail server, and a network between all. For one thread. */
final class Machines implements AutoCloseable {
    private final PostgresServer postgres;
    private final MailSink mail;
    private final List<Place> places;

    private Machines(PostgresServer postgres, MailSink mail, List<Place> places) {
        this.postgres = postgres;
        this.mail = mail;
        this.places = places;
    }

    /** In this folder, which is empty; all run. */
    static Machines start(List<String> jvm, Path folder) throws IOException, SQLException {
        var postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")));
        MailSink mail = MailSink.open();
        var machines =
                new Machines(
                        postgres,
                        mail,
                        List.of(
                                new Place("A", jvm, folder.resolve("a"), postgres, mail),
                                new Place("B", jvm, folder.resolve("b"), postgres, mail)));
        machines.heal();
        return machines;
    }

    PostgresServer postgres() {
        return postgres;
    }

    MailSink mail() {
        return mail;
    }

    List<Place> places() {
        return places;
    }

    /** All ways in. */
    List<URI> addresses() {
        return places.stream().map(Place::address).toList();
    }

    /** All is well again, and runs. */
    void heal() throws IOException {
        for (Place it : places) {
            it.healNetwork();
        }
        if (postgres.isRunning()) {
            postgres.resume();
        } else {
            postgres.start();
        }
        for (Place it : places) {
            it.healNode();
        }
    }

    /** Copies what nodes and PostgreSQL have logged to where it stays. */
    void keepLogs(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Place it : places) {
            it.node().keepLog(folder.resolve("chaos-%s.log".formatted(it.name())));
        }
        Files.copy(
                postgres.log(),
                folder.resolve("chaos-postgres.log"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        places.forEach(Place::close);
        mail.close();
        postgres.close();
    }
}
