package minutebook.web.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.soak.Crowd;
import minutebook.web.soak.Ending;
import minutebook.web.soak.Habits;
import minutebook.web.soak.Population;
import minutebook.web.soak.Wish;
import minutebook.web.soak.Writer;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Reading;
import minutebook.web.soak.client.Absences;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Doors;
import minutebook.web.soak.client.Stage;

/**
 * One run: people write, read and listen at two nodes while one thing after the other goes wrong;
 * then all is healed, brought to its end, and held against the book. Used once, by one thread;
 * {@link #stop} by any.
 */
final class ChaosRun {
    private static final Duration END_WITHIN = Duration.ofMinutes(3);
    private static final Absences STREAMS = new Absences(15_000, 1_000, 300);
    private static final Absences SOCKETS = new Absences(15_000, 1_000, 300);
    private static final long WISH_EVERY_MILLIS = 500;
    private static final long SAYING_EVERY_MILLIS = 2_000;
    private static final long COMING_EVERY_MILLIS = 4_000;
    private static final long READING_EVERY_MILLIS = 400;
    private static final int READERS = 6;
    private static final int GIVES_UP_PERCENT = 25;
    private static final int ROOM_FOR_AWAY = 4;

    private final ChaosOptions options;
    private final Machines machines;
    private final Consumer<String> out;
    private final Stage stage = new Stage();
    private final Findings findings = new Findings();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
    private final List<Thread> others = new ArrayList<>();
    private volatile boolean stopped;

    /** {@code out}: is told how far it is. */
    ChaosRun(ChaosOptions options, Machines machines, Consumer<String> out) {
        this.options = options;
        this.machines = machines;
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

    /** Does it all; the machines, which are well, are left running. */
    ChaosReport run() throws IOException, InterruptedException, SQLException {
        var chance = new Chance(options.seed());
        out.accept("Registering %d users …".formatted(options.users() + ROOM_FOR_AWAY + 1));
        Population all =
                Population.register(
                        machines.places().getFirst().address(), options.users() + ROOM_FOR_AWAY);
        Away away = Away.of(all, ROOM_FOR_AWAY);
        away.verify(machines.mail());
        machines.places().getFirst().node().operate("grant", all.host().email(), "admin");
        var doors = Doors.of(machines.addresses());
        var habits =
                new Habits(
                        doors,
                        STREAMS,
                        SOCKETS,
                        WISH_EVERY_MILLIS,
                        SAYING_EVERY_MILLIS,
                        GIVES_UP_PERCENT);
        int projects = Math.max(2, options.users() / 4);
        var crowd = new Crowd(all, away.present(), projects, habits, stage);
        crowd.found(projects, chance.split());
        Probe probe = probe(all.host(), chance.split());
        long begun = stage.known() - projects - 1;
        crowd.listen(options.streams(), options.sockets(), chance.split());
        crowd.write(chance.split());
        Comings comings = read(crowd, away.present(), doors, chance);
        var storm =
                new Storm(
                        machines,
                        new Schedule(
                                chance.split(),
                                options.faults(),
                                machines.places().size(),
                                options.hold()),
                        probe,
                        stage,
                        out,
                        findings::server);
        goOn(storm);
        out.accept("Bringing it to its end …");
        new Ending(stage, END_WITHIN, this::look, findings::server)
                .bring(crowd, others, chance.split());
        out.accept("Holding what everybody got against the book …");
        operations.addAll(crowd.operations());
        crowd.defects().forEach(findings::answered);
        comings.defects().forEach(findings::answered);
        var verdict = new Verdict(machines, findings, out);
        int events =
                verdict.on(all, away, crowd, comings, operations, readings, stage.known(), begun);
        return new ChaosReport(
                options, stage, storm, readings.size(), events, machines, findings.all());
    }

    private Probe probe(TestUser host, Chance chance) {
        Writer writer = writer(Doors.of(machines.addresses()), chance, 0, findings::answered);
        long[] project = new long[1];
        var wish =
                new Wish(
                        "project-created",
                        host,
                        0,
                        "POST",
                        "/api/v1/projects",
                        "{\"title\": \"Probe\"}",
                        (reply, _) -> project[0] = reply.at("/id").asLong());
        if (!(writer.perform(wish) instanceof Acknowledged)) {
            throw new IllegalStateException("There is no project to try nodes with");
        }
        return new Probe(
                host,
                project[0],
                machines.places(),
                doors -> writer(doors, chance.split(), 0, findings::answered),
                findings::server);
    }

    private Writer writer(
            Doors doors, Chance chance, int givesUpPercent, Consumer<String> defects) {
        return new Writer(stage, doors, chance, givesUpPercent, operations::add, defects);
    }

    /** Begins to read, and people begin to come. */
    private Comings read(Crowd crowd, List<TestUser> users, Doors doors, Chance chance) {
        for (int i = 0; i < READERS; i++) {
            var reader =
                    new Reader(
                            "reader " + i,
                            users,
                            crowd.teams(),
                            doors,
                            stage,
                            chance.split(),
                            READING_EVERY_MILLIS,
                            readings::add,
                            findings::answered);
            others.add(Thread.startVirtualThread(reader));
        }
        var comings =
                new Comings(
                        doors,
                        stage,
                        chance.split(),
                        writer(doors, chance.split(), GIVES_UP_PERCENT, findings::answered),
                        COMING_EVERY_MILLIS);
        others.add(Thread.startVirtualThread(comings));
        return comings;
    }

    private void goOn(Storm storm) throws IOException, InterruptedException {
        long end = System.nanoTime() + options.time().toNanos();
        while (System.nanoTime() < end && !stopped) {
            storm.next();
            out.accept(progress());
        }
    }

    /** All runs, unless it ended by itself, or by the same Ctrl-C. */
    private void look() throws IOException {
        for (Place it : machines.places()) {
            if (it.hasEndedByItself()) {
                if (!stopped) {
                    findings.server(it.name() + " ended by itself");
                }
            }
        }
        machines.healNodes();
    }

    private String progress() {
        return "  done %d · refused %d · unknown %d · readings %d · notices %d · messages %d"
                .formatted(
                        stage.countOf(Counted.COMMANDS_DONE),
                        stage.countOf(Counted.COMMANDS_REFUSED),
                        stage.countOf(Counted.COMMANDS_UNKNOWN),
                        stage.countOf(Counted.READINGS),
                        stage.countOf(Counted.NOTIFICATIONS),
                        stage.countOf(Counted.MESSAGES));
    }
}
