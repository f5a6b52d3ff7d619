package minutebook.web.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.cluster.MailSink;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.soak.BookReader;
import minutebook.web.soak.check.BookEvent;

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
        healNodes();
    }

    /** Starts nodes that do not run, and waits for them. */
    void healNodes() throws IOException {
        var starting = new ArrayList<Place>();
        for (Place it : places) {
            if (it.healNode()) {
                starting.add(it);
            }
        }
        for (Place it : starting) {
            it.node().awaitReady();
        }
    }

    /** Copies what nodes and PostgreSQL have logged, and the book, to where it stays. */
    void keepLogs(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        for (Place it : places) {
            it.node().keepLog(folder.resolve("chaos-%s.log".formatted(it.name())));
        }
        Files.copy(
                postgres.log(),
                folder.resolve("chaos-postgres.log"),
                StandardCopyOption.REPLACE_EXISTING);
        try (var database = postgres.connect()) {
            List<BookEvent> book = BookReader.read(database).events();
            Files.write(
                    folder.resolve("chaos-book.txt"),
                    book.stream().map(it -> it.recordedAt() + " " + it).toList());
        }
    }

    @Override
    public void close() throws IOException {
        places.forEach(Place::close);
        mail.close();
        postgres.close();
    }
}
