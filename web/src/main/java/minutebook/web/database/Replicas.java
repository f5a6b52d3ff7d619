package minutebook.web.database;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import minutebook.events.book.Book;

/**
 * The streaming replicas of the database, from which queries read where these are as far as this
 * node is: so nobody is shown less than they would be without. All that is no query, and whatever
 * no replica has in time, is read from the primary. Thread-safe.
 */
public final class Replicas implements AutoCloseable {
    private static final ScopedValue<Reading> READING = ScopedValue.newInstance();
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final List<Replica> replicas;
    private final AtomicInteger turn = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Counter fromReplicas = counter("replica");
    private final Counter fromPrimary = counter("primary");

    Replicas(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    /** A query. */
    @FunctionalInterface
    public interface Query {
        void run() throws Exception;
    }

    /**
     * Looks at them from now on, if there are any; until they are seen to be well, none is read.
     */
    public void watch(Book book) {
        for (Replica it : replicas) {
            Metrics.globalRegistry()
                    .getOrCreate(
                            Gauge.builder("database.replica.position", it::position)
                                    .tags(List.of(Tag.create("replica", it.name())))
                                    .description("How far the replica's book is"));
            Thread.ofVirtual().name("replica-" + it.name()).start(() -> watch(it, book));
        }
    }

    private void watch(Replica replica, Book book) {
        try {
            long head = 0;
            do {
                long before = head;
                head = book.head();
                replica.look(book.epoch(), before);
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** How each is, for people. */
    public List<String> sentences() {
        return replicas.stream().map(Replica::sentence).toList();
    }

    public boolean areAllWell() {
        return replicas.stream().allMatch(Replica::isWell);
    }

    /**
     * The pool of the primary, or one of theirs: within {@link #read}.
     *
     * @param needed what must be seen there, by name
     * @param patience how long that is waited for
     */
    public DataSource inFrontOf(
            DataSource pool, Supplier<Map<String, Long>> needed, Duration patience) {
        return source(pool, Replica::pool, needed, patience);
    }

    /** The same for new connections beside the pools, which whoever takes one closes. */
    public DataSource inFrontOfOutside(
            DataSource outsidePool, Supplier<Map<String, Long>> needed, Duration patience) {
        return source(outsidePool, Replica::outsidePool, needed, patience);
    }

    /** What must be seen of the book: all that this node knows of. */
    public static Supplier<Map<String, Long>> allOf(Book book) {
        return () -> Map.of(Progress.BOOK, book.head());
    }

    private DataSource source(
            DataSource primary,
            Function<Replica, DataSource> of,
            Supplier<Map<String, Long>> needed,
            Duration patience) {
        if (replicas.isEmpty()) {
            return primary;
        }
        InvocationHandler handler =
                (_, method, arguments) ->
                        method.getName().equals("getConnection") && arguments == null
                                ? connect(primary, of, needed, patience)
                                : method.invoke(primary, arguments);
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        handler);
    }

    private Connection connect(
            DataSource primary,
            Function<Replica, DataSource> of,
            Supplier<Map<String, Long>> needed,
            Duration patience)
            throws SQLException {
        if (!READING.isBound()) {
            return primary.getConnection();
        }
        Reading reading = READING.get();
        if (reading.isDecided(needed)) {
            // A second look at the same replica shows no less than the first.
            Optional<Replica> same = reading.replica(needed);
            return same.isPresent()
                    ? of.apply(same.get()).getConnection()
                    : primary.getConnection();
        }
        Optional<Replica> next = next();
        Optional<Connection> found =
                next.flatMap(it -> it.connect(of.apply(it), needed.get(), patience));
        reading.decide(needed, found.isPresent() ? next : Optional.empty());
        (found.isPresent() ? fromReplicas : fromPrimary).increment();
        return found.isPresent() ? found.get() : primary.getConnection();
    }

    /** In turn, of those that can be asked now. */
    private Optional<Replica> next() {
        int first = turn.getAndIncrement();
        return IntStream.range(0, replicas.size())
                .mapToObj(i -> replicas.get(Math.floorMod(first + i, replicas.size())))
                .filter(Replica::canBeAsked)
                .findFirst();
    }

    /**
     * Carries out a query, which may read from a replica; once more, from the primary, if that
     * failed it.
     *
     * @param passing tells a database that failed from other failures
     * @param begun whether something was answered already, so that it cannot be done once more
     */
    public void read(Query query, Predicate<RuntimeException> passing, BooleanSupplier begun)
            throws Exception {
        if (replicas.isEmpty()) {
            query.run();
            return;
        }
        var reading = new Reading();
        try {
            ScopedValue.where(READING, reading)
                    .call(
                            () -> {
                                query.run();
                                return reading;
                            });
        } catch (RuntimeException failure) {
            Optional<Replica> failed = reading.any();
            if (failed.isEmpty() || !passing.test(failure) || begun.getAsBoolean()) {
                throw failure;
            }
            failed.get().leaveOut(failure);
            query.run();
        }
    }

    private static Counter counter(String from) {
        return Metrics.globalRegistry()
                .getOrCreate(
                        Counter.builder("database.reads")
                                .tags(List.of(Tag.create("from", from)))
                                .description(
                                        "Queries for which a replica was looked for, by what they read from"));
    }

    @Override
    public void close() {
        closed.countDown();
        replicas.forEach(Replica::close);
    }
}
