package minutebook.web.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import minutebook.web.chaos.Schedule.Blow;
import minutebook.web.chaos.Schedule.Happening;
import minutebook.web.soak.client.Stage;

/**
 * Lets things go wrong as a schedule says, heals all, and waits until both nodes do commands again,
 * before the next. For one thread.
 */
final class Storm {
    private final Machines machines;
    private final Schedule schedule;
    private final Probe probe;
    private final Stage stage;
    private final Consumer<String> out;
    private final Consumer<String> failures;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Duration> back = new EnumMap<>(FaultKind.class);
    private int repliesCut;

    /** {@code failures}: is told of what does not heal. */
    Storm(
            Machines machines,
            Schedule schedule,
            Probe probe,
            Stage stage,
            Consumer<String> out,
            Consumer<String> failures) {
        this.machines = machines;
        this.schedule = schedule;
        this.probe = probe;
        this.stage = stage;
        this.out = out;
        this.failures = failures;
    }

    /** One blow, and peace behind it. */
    void next() throws IOException, InterruptedException {
        Blow blow = schedule.next();
        out.accept(blow.toString());
        blow.happenings().forEach(this::happen);
        stage.pause(blow.hold().toMillis());
        noteCuts(blow.happenings());
        for (Place it : machines.places()) {
            if (it.hasEndedByItself()) {
                failures.accept("%s ended by itself during %s".formatted(it.name(), blow));
            }
        }
        long healed = System.nanoTime();
        machines.heal();
        Duration started = Duration.ofNanos(System.nanoTime() - healed);
        Duration took = probe.awaitAll();
        out.accept(
                "  healed after %.1f s, and back %.1f s later"
                        .formatted(started.toMillis() / 1e3, took.toMillis() / 1e3));
        for (Happening it : blow.happenings()) {
            back.merge(it.kind(), took, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        stage.pause(blow.calm().toMillis());
    }

    private void happen(Happening happening) {
        try {
            happening.kind().happen(machines, machines.places().get(happening.at()));
            counts.merge(happening.kind(), 1, Integer::sum);
        } catch (IOException | SQLException | IllegalStateException already) {
            // What is down already cannot be stopped.
            out.accept("  %s could not happen: %s".formatted(happening, already.getMessage()));
        }
    }

    private void noteCuts(List<Happening> happenings) {
        for (Happening it : happenings) {
            if (it.kind() == FaultKind.COMMIT_REPLY_CUT
                    && machines.places().get(it.at()).toPostgres().hasCutReply()) {
                repliesCut++;
            }
        }
    }

    /** How often each happened. */
    Map<FaultKind, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** After which of them it took how long at most until both nodes did commands again. */
    Map<FaultKind, Duration> back() {
        return Map.copyOf(back);
    }

    /** How often the reply to a commit was really taken away. */
    int repliesCut() {
        return repliesCut;
    }
}
