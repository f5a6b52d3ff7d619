package minutebook.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many who do something at the same moment. */
public final class AtOnce {
    private AtOnce() {}

    /** What each of {@code count} came to, in order; none starts before all are there. */
    public static <T> List<T> atOnce(int count, IntFunction<T> work)
            throws InterruptedException, ExecutionException {
        var there = new CountDownLatch(count);
        var all = new ArrayList<Future<T>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(
                        people.submit(
                                () -> {
                                    there.countDown();
                                    there.await();
                                    return work.apply(number);
                                }));
            }
        }
        var results = new ArrayList<T>();
        for (Future<T> one : all) {
            results.add(one.get());
        }
        return results;
    }
}
