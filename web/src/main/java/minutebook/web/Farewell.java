package minutebook.web;

import java.util.List;
import minutebook.web.start.Lifetime;

/**
 * Whoever is there when the server stops is told, all at the same time: connections by their next
 * answer, streams and sockets by their last word. Mail that is on its way arrives meanwhile, and
 * commands are still carried out.
 */
record Farewell(List<AutoCloseable> partings) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

    Farewell {
        partings = List.copyOf(partings);
    }

    /**
     * Blocks until all have said what they had to say: some seconds at most, see {@link Lifetime}.
     */
    @Override
    public void close() {
        List<Thread> threads =
                partings.stream().map(it -> Thread.startVirtualThread(() -> close(it))).toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable parting) {
        try {
            parting.close();
        } catch (Exception problem) {
            LOG.log(System.Logger.Level.ERROR, "A farewell failed", problem);
        }
    }
}
