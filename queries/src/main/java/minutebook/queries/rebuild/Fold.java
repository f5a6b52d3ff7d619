package minutebook.queries.rebuild;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.events.Event;
import minutebook.events.book.Stretch;

/**
 * Fills copies of read models out of one reading of the book: each piece is read and decoded once,
 * while the one before is written, by as many threads as there are writers. For one thread.
 */
final class Fold {
    private final EventSource source;
    private final int writers;

    Fold(EventSource source, int writers) {
        this.source = source;
        this.writers = writers;
    }

    /** Folds on, up to {@code to}, inclusive. All of the copies must be at the same position. */
    void fold(List<FoldedCopy> copies, long to, FoldListener listener)
            throws SQLException, InterruptedException {
        long from = copies.getFirst().position();
        if (from >= to) {
            return;
        }
        try (var ahead = new ReadAhead(source, kinds(copies), from, to);
                ExecutorService workers = workers(copies)) {
            long position = from;
            while (position < to) {
                Stretch stretch = ahead.next();
                long began = System.nanoTime();
                each(copies, it -> it.take(stretch), workers);
                position = stretch.end();
                listener.folded(position, to, System.nanoTime() - began);
            }
        }
    }

    private static Set<Class<? extends Event>> kinds(List<FoldedCopy> copies) {
        Set<Class<? extends Event>> kinds = new LinkedHashSet<>();
        copies.forEach(it -> kinds.addAll(it.kinds()));
        return kinds;
    }

    /** Makes the keys and indexes that they still lack, and looks at what they have for plans. */
    void index(List<FoldedCopy> copies) throws SQLException, InterruptedException {
        try (ExecutorService workers = workers(copies)) {
            each(
                    copies,
                    it -> {
                        it.index();
                        it.analyze();
                    },
                    workers);
        }
    }

    private ExecutorService workers(List<FoldedCopy> copies) {
        return Executors.newFixedThreadPool(
                Math.min(writers, copies.size()),
                Thread.ofPlatform().name("fold-writer").factory());
    }

    private interface Work {
        void on(FoldedCopy copy) throws SQLException;
    }

    private static void each(List<FoldedCopy> copies, Work work, ExecutorService workers)
            throws SQLException, InterruptedException {
        List<Callable<Boolean>> works =
                copies.stream().<Callable<Boolean>>map(it -> () -> done(work, it)).toList();
        for (Future<Boolean> it : workers.invokeAll(works)) {
            try {
                it.get();
            } catch (ExecutionException failed) {
                switch (failed.getCause()) {
                    case SQLException problem -> throw problem;
                    case RuntimeException problem -> throw problem;
                    case null, default -> throw new IllegalStateException(failed);
                }
            }
        }
    }

    private static boolean done(Work work, FoldedCopy copy) throws SQLException {
        work.on(copy);
        return true;
    }
}
