package minutebook.web.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minutebook.web.soak.Faults.Kill;
import minutebook.web.soak.check.ChainCheck;
import minutebook.web.soak.check.Contents;
import minutebook.web.soak.check.Difference;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Expectations;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.OperationCheck;
import minutebook.web.soak.check.SocketCheck;
import minutebook.web.soak.check.StreamCheck;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Doors;
import minutebook.web.soak.client.Stage;

/**
 * One run: people write and listen while the server is killed and started again; then all is
 * brought to its end, and held against the book. Used once, by one thread; {@link #stop} by any.
 */
final class SoakRun {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final Duration END_WITHIN = Duration.ofMinutes(2);

    private final SoakOptions options;
    private final Killable server;
    private final Consumer<String> out;
    private final Stage stage = new Stage();
    private final List<Difference> differences = new ArrayList<>();
    private int kills;
    private volatile boolean stopped;

    /** {@code out}: is told how far it is. */
    SoakRun(SoakOptions options, Killable server, Consumer<String> out) {
        this.options = options;
        this.server = server;
        long begun = System.nanoTime();
        this.out =
                line ->
                        out.accept(
                                "%4d s  %s"
                                        .formatted(
                                                TimeUnit.NANOSECONDS.toSeconds(
                                                        System.nanoTime() - begun),
                                                line));
    }

    /** Brings it to its end now. */
    void stop() {
        stopped = true;
    }

    /** Does it all; the server is left running. */
    Report run() throws IOException, InterruptedException, SQLException {
        var chance = new Chance(options.seed());
        out.accept("Starting the server …");
        server.start();
        out.accept("Registering %d users …".formatted(options.users() + 1));
        Population people = Population.register(server.url(), options.users());
        server.operate("grant", people.host().email(), "admin");
        int projects = Math.max(2, options.users() / 4);
        var crowd =
                new Crowd(
                        people,
                        people.users(),
                        projects,
                        Habits.patient(Doors.of(server.url(), stage)),
                        stage);
        crowd.found(projects, chance.split());
        long begun = stage.known() - projects;
        crowd.listen(options.streams(), options.sockets(), chance.split());
        crowd.write(chance.split());
        goOn(new Faults(chance.split(), options.killEvery()));
        bringToEnd(crowd, chance.split());
        return check(crowd, people, begun);
    }

    /** Lets things go wrong, and puts them right again, until the time is over. */
    private void goOn(Faults faults) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.time().toNanos();
        long tell = System.nanoTime();
        while (System.nanoTime() < end && !stopped) {
            stage.pause(LOOK_EVERY.toMillis());
            if (System.nanoTime() > tell) {
                tell = System.nanoTime() + TELL_EVERY.toNanos();
                out.accept(progress());
            }
            startIfEnded();
            if (faults.isDue() && !stopped) {
                kill(faults.next());
                faults.recovered();
            }
        }
    }

    private void kill(Kill kill) throws IOException, InterruptedException {
        server.kill();
        kills++;
        stage.pause(kill.down().toMillis());
        server.start();
        out.accept(
                "Killed; ready again after %.1f s"
                        .formatted(server.starts().getLast().toMillis() / 1e3));
    }

    /** Meanwhile the server runs: it may have been ended by the same Ctrl-C. */
    private void bringToEnd(Crowd crowd, Chance chance) throws IOException, InterruptedException {
        out.accept("Bringing it to its end …");
        new Ending(
                        stage,
                        END_WITHIN,
                        this::startIfEnded,
                        what -> note(Kind.BROKEN, "the server", what))
                .bring(crowd, List.of(), chance);
    }

    private void startIfEnded() throws IOException {
        if (!server.isRunning()) {
            if (!stopped) {
                note(Kind.BROKEN, "the server", "ended by itself");
            }
            server.start();
        }
    }

    private Report check(Crowd crowd, Population people, long begun)
            throws IOException, SQLException {
        out.accept("Holding what everybody got against the book …");
        BookReader book = BookReader.read(server.dataDir());
        differences.addAll(ChainCheck.of(book.events()));
        var expectations = new Expectations(book.events(), book.epoch(), people.items());
        List<Operation> operations = crowd.operations();
        differences.addAll(OperationCheck.of(expectations, operations, book.commandIds(), begun));
        long end = stage.known();
        crowd.streams()
                .forEach(it -> differences.addAll(StreamCheck.of(expectations, it.history(), end)));
        var contents = new Contents(operations);
        crowd.sockets()
                .forEach(
                        it ->
                                differences.addAll(
                                        SocketCheck.of(expectations, contents, it.history())));
        crowd.defects().forEach(it -> note(Kind.BROKEN, "the server", "answers " + it));
        server.errors().forEach(it -> note(Kind.BROKEN, "the server", "logs " + it));
        return new Report(options, stage, kills, server, book.events().size(), differences);
    }

    private void note(Kind kind, String who, String what) {
        differences.add(new Difference(kind, who, what));
    }

    private String progress() {
        return "kills %d · events %d · notices %d · messages %d · streams opened %d · sockets opened %d"
                .formatted(
                        kills,
                        stage.countOf(Counted.COMMANDS_DONE),
                        stage.countOf(Counted.NOTIFICATIONS),
                        stage.countOf(Counted.MESSAGES),
                        stage.countOf(Counted.STREAMS_OPENED),
                        stage.countOf(Counted.SOCKETS_OPENED));
    }
}
