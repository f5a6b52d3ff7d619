package minutebook.web.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.web.database.Database;

/**
 * Fills a book through its own appender, by many callers at once, so that what comes out is what
 * people would have made, at the times of a {@link Calendar}. The same seed tells the same stories,
 * in another order.
 */
public final class Generator {
    /** So many callers fill the appender's batches. */
    private static final int CALLERS = 200;

    /** Who joins needs a connection three times: of more, some would wait for one in vain. */
    private static final int JOINING = Database.CONNECTIONS_MAX;

    private static final int EVENTS_OF_PERSON = 3;
    private static final int EVENTS_A_PERSON = 500;
    private static final int EVENTS_A_PROJECT = 500;
    private static final int PEOPLE_MIN = 10;

    private final Book book;
    private final ClaimKeys claims;
    private final Crowd crowd;
    private final Supplier<ProjectId> numbers;
    private final LongConsumer progress;

    /** {@code progress}: hears how many events were written, on any thread. */
    public Generator(
            Book book,
            ClaimKeys claims,
            Crowd crowd,
            Supplier<ProjectId> numbers,
            LongConsumer progress) {
        this.book = book;
        this.claims = claims;
        this.crowd = crowd;
        this.numbers = numbers;
        this.progress = progress;
    }

    /** Writes exactly so many events. Blocks; a million take about a minute. */
    public void run(long events, long seed) throws InterruptedException {
        var random = new Random(seed);
        int people = (int) Math.max(PEOPLE_MIN, events / EVENTS_A_PERSON);
        if (events < (long) people * EVENTS_OF_PERSON + 1) {
            throw new IllegalArgumentException("Too few events for a story: " + events);
        }
        List<UserId> all =
                atOnce(
                        JOINING,
                        IntStream.rangeClosed(1, people)
                                .<Callable<UserId>>mapToObj(
                                        number -> {
                                            var own = new Random(random.nextLong());
                                            return () -> joined(number, own);
                                        })
                                .toList());
        var left = new AtomicLong(events - (long) people * EVENTS_OF_PERSON);
        int projects = (int) Math.max(1, events / EVENTS_A_PROJECT);
        int callers = Math.min(CALLERS, projects);
        var tellers = new ArrayList<Callable<Boolean>>();
        for (int caller = 0; caller < callers; caller++) {
            var own = new Random(random.nextLong());
            int stories = projects / callers + (caller < projects % callers ? 1 : 0);
            tellers.add(() -> tell(stories, all, left, own));
        }
        atOnce(CALLERS, tellers);
        while (left.get() > 0) {
            write(filler(all.getFirst()), left);
        }
    }

    private UserId joined(int number, Random own) {
        UserId user = crowd.join(number, own);
        progress.accept(EVENTS_OF_PERSON);
        return user;
    }

    /** Some stories, now the one and now the other, until there is too little left for the next. */
    private boolean tell(int many, List<UserId> people, AtomicLong left, Random random) {
        var stories = new ArrayList<Story>();
        boolean goesOn = true;
        while (goesOn) {
            if (stories.size() < many) {
                var story = new Story(numbers.get(), claims, people, new Random(random.nextLong()));
                stories.add(story);
                goesOn = write(story.begin(), left);
            } else {
                goesOn = write(stories.get(random.nextInt(many)).next(book.head()), left);
            }
        }
        return true;
    }

    /** False: it would have been more than is left, and was not written. */
    private boolean write(Append append, AtomicLong left) {
        int size = append.events().size();
        if (left.addAndGet(-size) < 0) {
            left.addAndGet(size);
            return false;
        }
        book.append(append);
        progress.accept(size);
        return true;
    }

    private Append filler(UserId reader) {
        return new Append(
                CommandId.fresh(),
                reader,
                List.of(new NotificationsRead(reader, book.head())),
                Map.of(),
                List.of(),
                List.of());
    }

    private static <T> List<T> atOnce(int many, List<Callable<T>> tasks)
            throws InterruptedException {
        try (ExecutorService callers =
                Executors.newFixedThreadPool(many, Thread.ofVirtual().factory())) {
            var results = new ArrayList<T>();
            for (Future<T> each : callers.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The book could not be filled", failed.getCause());
        }
    }
}
