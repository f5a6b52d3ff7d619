package minutebook.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.Book;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.EntryRange;
import minutebook.events.vault.VaultUnavailable;
import minutebook.queries.notifications.Notice;
import minutebook.web.http.Json;
import minutebook.web.live.stream.Telling;

/**
 * One auditor's place in the book: each entry that fits, once, in order, from the table. It looks
 * where the book ends 20 times a second, which is a look into memory, and reads what came meanwhile
 * at once.
 */
final class EntryTelling implements Telling {
    /** What waits for a reader who has stalled: some megabytes at most. */
    private static final int ENTRIES_AT_ONCE = 32;

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RETRY_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Book book;
    private final BookEntries entries;
    private final EntryFilter filter;
    private final BooleanSupplier mayRead;
    private final Semaphore wakes = new Semaphore(0);
    private volatile long position;

    EntryTelling(
            Book book,
            BookEntries entries,
            EntryFilter filter,
            long after,
            BooleanSupplier mayRead) {
        this.book = book;
        this.entries = entries;
        this.filter = filter;
        this.position = after;
        this.mayRead = mayRead;
    }

    @Override
    public List<Notice> next(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            long wait = LOOK_EVERY_NANOS;
            if (book.head() > position) {
                try {
                    List<BookEntry> some = read();
                    if (!some.isEmpty()) {
                        return some.stream().map(EntryTelling::notice).toList();
                    }
                    wait = book.head() > position ? 0 : wait;
                } catch (BookUnavailable | VaultUnavailable away) {
                    wait = RETRY_AFTER_NANOS;
                }
            }
            long left = until - System.nanoTime();
            if (left <= 0 || pause(Math.min(left, wait))) {
                return List.of();
            }
        }
    }

    /** What fits of a stretch, perhaps nothing; whoever may not read it hears nothing more. */
    private List<BookEntry> read() throws InterruptedException {
        Page page = entries.page(filter, EntryRange.after(position, book.head()), ENTRIES_AT_ONCE);
        // Asked after it was read: the event that takes the role away ends its stream.
        if (!mayRead.getAsBoolean()) {
            throw new InterruptedException("The reader is no auditor any more");
        }
        position = page.looked();
        return page.entries();
    }

    /** Waits; true: it was woken. */
    private boolean pause(long nanos) throws InterruptedException {
        boolean woken = wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        wakes.drainPermits();
        return woken;
    }

    private static Notice notice(BookEntry entry) {
        String json = new String(Json.write(EntryView.of(entry)), UTF_8);
        return new Notice(entry.position(), "entry", json);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void wake() {
        wakes.release();
    }

    @Override
    public void close() {
        // Holds nothing: it is only a place.
    }
}
