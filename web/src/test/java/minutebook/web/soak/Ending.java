package minutebook.web.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Stage;

/**
 * The end of a run: what was begun is answered; then everybody is told something; then everybody
 * has all. For one thread.
 */
public final class Ending {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Stage stage;
    private final Duration within;
    private final Keeper keeper;
    private final Consumer<String> failures;

    /** Called again and again: sees to it that what is to run does. */
    @FunctionalInterface
    public interface Keeper {
        void look() throws IOException;
    }

    /**
     * @param within each of the three
     * @param failures is told of what does not come to its end
     */
    public Ending(Stage stage, Duration within, Keeper keeper, Consumer<String> failures) {
        this.stage = stage;
        this.within = within;
        this.keeper = keeper;
        this.failures = failures;
    }

    /** {@code others}: who writes and reads beside the crowd. */
    public void bring(Crowd crowd, List<Thread> others, Chance chance)
            throws IOException, InterruptedException {
        stage.end();
        List<Thread> busy = new ArrayList<>(crowd.writing());
        busy.addAll(others);
        if (!join(busy)) {
            failures.accept("leaves commands without an answer");
        }
        if (!join(List.of(crowd.tellAll(chance)))) {
            failures.accept("does not do a last command");
        }
        stage.settle(stage.known());
        if (!join(crowd.listening())) {
            failures.accept("leaves clients without what is theirs");
        }
        stage.close();
        busy.forEach(Thread::interrupt);
        crowd.listening().forEach(Thread::interrupt);
        join(busy);
        join(crowd.listening());
    }

    private boolean join(List<Thread> threads) throws IOException, InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        for (Thread thread : threads) {
            while (!thread.join(LOOK_EVERY)) {
                if (System.nanoTime() > until) {
                    return false;
                }
                keeper.look();
            }
        }
        return true;
    }
}
