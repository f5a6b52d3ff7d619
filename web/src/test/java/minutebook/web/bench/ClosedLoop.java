package minutebook.web.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Callers who each ask again as soon as they are answered, for a time.
 *
 * @param callers one virtual thread each
 * @param time after which nobody asks again
 */
record ClosedLoop(int callers, Duration time) {

    /** One question; false: there is nothing left to ask. Blocks until it is answered. */
    @FunctionalInterface
    interface Question {
        boolean ask() throws Exception;
    }

    /** Blocks until all are answered. {@code questions}: what each caller asks, by its number. */
    Timed run(IntFunction<Question> questions) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<long[]>>();
            for (int caller = 0; caller < callers; caller++) {
                Question question = questions.apply(caller);
                tasks.add(() -> askUntil(end, question));
            }
            List<Future<long[]>> answered = threads.invokeAll(tasks);
            double seconds = (System.nanoTime() - start) / 1e9;
            LongStream nanos = LongStream.empty();
            for (Future<long[]> each : answered) {
                nanos = LongStream.concat(nanos, Arrays.stream(each.get()));
            }
            return new Timed(seconds, nanos.sorted().toArray());
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A caller failed", failed.getCause());
        }
    }

    private static long[] askUntil(long end, Question question) throws Exception {
        var nanos = LongStream.builder();
        long now = System.nanoTime();
        while (now < end && question.ask()) {
            long answered = System.nanoTime();
            nanos.add(answered - now);
            now = answered;
        }
        return nanos.build().toArray();
    }
}
