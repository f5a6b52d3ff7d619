package minutebook.web.live.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import minutebook.events.book.Book;
import minutebook.queries.DatabaseAway;
import minutebook.queries.notifications.Notice;
import minutebook.web.access.Caller;
import minutebook.web.live.LiveSessions.Live;
import minutebook.web.live.Pace;
import minutebook.web.live.presence.Place;
import minutebook.web.live.stream.StreamCounts.End;
import org.jspecify.annotations.Nullable;

/** One open stream: a virtual thread that waits for what is told, and writes it. */
final class LiveStream implements Live {
    private static final Duration RETRY_DATABASE_AFTER = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int RETRY_MILLIS_MIN = 2_400;
    private static final int RETRY_MILLIS_MAX = 3_600;

    /** When the server stops all come again: not all at once. */
    private static final int RETURN_MILLIS_MIN = 1_000;

    private static final int RETURN_MILLIS_MAX = 7_000;
    private static final int HINTS_MAX = 64;

    private final Caller caller;
    private final Book book;
    private final Feed feed;
    private final Pace pace;
    private final StreamCounts counts;
    private final @Nullable String lastEventId;

    // The thread that writes, as long as it does: an interrupt ends its waiting and its writing.
    private @Nullable Thread thread;
    private boolean ended;
    private volatile boolean retiring;
    private final Queue<String> hints = new ArrayBlockingQueue<>(HINTS_MAX);
    private long told;
    private long lastPosition = Long.MAX_VALUE;
    private long endsAtNanos;
    private volatile boolean stalled;

    /** What was in the book when it began is as old as the reader's absence. */
    private long replayedTo;

    private volatile long writingSinceNanos;
    private volatile @Nullable Telling waiting;

    LiveStream(
            Caller caller,
            Book book,
            Feed feed,
            Pace pace,
            StreamCounts counts,
            @Nullable String lastEventId) {
        this.caller = caller;
        this.book = book;
        this.feed = feed;
        this.pace = pace;
        this.counts = counts;
        this.lastEventId = lastEventId;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public synchronized void end() {
        ended = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** The last thing that it tells is why it ends. */
    @Override
    public synchronized void endAfter(long position) {
        if (told >= position) {
            end();
        } else {
            lastPosition = position;
            endsAtNanos = System.nanoTime() + FAREWELL.toNanos();
        }
    }

    @Override
    public Place place() {
        return feed.place();
    }

    /** The server stops: says when to come again, and ends. Does not block. */
    void retire() {
        retiring = true;
        beat();
    }

    /** Tells what is only worth something now, unless too much of it waits. Does not block. */
    void hint(String payload) {
        if (hints.offer(payload)) {
            beat();
        }
    }

    /** Tells its position now, by which a reader that has gone is noticed. Does not block. */
    void beat() {
        Telling notices = waiting;
        if (notices != null) {
            notices.wake();
        }
    }

    /** Notes what was told; false: that was the last. */
    private synchronized boolean goesOn(long position) {
        told = position;
        return told < lastPosition;
    }

    private synchronized boolean isOverdue() {
        return lastPosition != Long.MAX_VALUE && System.nanoTime() - endsAtNanos > 0;
    }

    /** A reader that does not read is cut; it loses nothing when it comes back. */
    @Override
    public void look() {
        if (isOverdue()) {
            end();
        }
        if (isStalled()) {
            stalled = true;
            end();
        }
    }

    private boolean isStalled() {
        long since = writingSinceNanos;
        return since != 0 && System.nanoTime() - since > pace.stalledAfter().toNanos();
    }

    /** Writes until the client goes, or the stream is ended. */
    void run(OutputStream out) {
        if (!begin()) {
            return;
        }
        var writer = new EventWriter(out, book.epoch());
        try {
            follow(writer);
        } catch (IOException | InterruptedException gone) {
            // The client left, or the stream was ended: both are its ordinary end.
        } finally {
            finish();
            counts.countEnd(why());
        }
    }

    private synchronized End why() {
        if (stalled) {
            return End.STALLED;
        } else if (retiring) {
            return End.STOPPED;
        }
        return ended || lastPosition != Long.MAX_VALUE ? End.ENDED : End.LEFT;
    }

    private void follow(EventWriter writer) throws IOException, InterruptedException {
        long head = book.head();
        replayedTo = head;
        OptionalLong after =
                lastEventId == null
                        ? OptionalLong.of(feed.start(head))
                        : EventId.ofBook(lastEventId, book);
        try (Telling notices = feed.subscribe(caller, after.orElse(head))) {
            waiting = notices;
            if (retiring || !hints.isEmpty()) {
                // Whoever came before could not wake it yet.
                notices.wake();
            }
            int retry = between(RETRY_MILLIS_MIN, RETRY_MILLIS_MAX);
            if (after.isPresent()) {
                write(() -> writer.comeAgain(retry, notices.position()));
            } else {
                write(() -> writer.resync(retry, head));
            }
            do {
                tell(next(notices), notices.position(), writer);
            } while (goesOn(notices.position())
                    && !retiring
                    && !Thread.currentThread().isInterrupted());
            if (retiring) {
                write(
                        () ->
                                writer.comeAgain(
                                        between(RETURN_MILLIS_MIN, RETURN_MILLIS_MAX),
                                        notices.position()));
            }
        }
    }

    private void tell(List<Notice> notices, long position, EventWriter writer) throws IOException {
        List<String> told = new ArrayList<>();
        for (String hint = hints.poll(); hint != null; hint = hints.poll()) {
            told.add(hint);
        }
        if (!notices.isEmpty()) {
            write(() -> writer.notices(notices));
            count(notices);
        }
        if (!told.isEmpty()) {
            write(() -> writer.hints(told));
        }
        if (notices.isEmpty() && told.isEmpty()) {
            write(() -> writer.position(position));
        }
    }

    private void count(List<Notice> notices) {
        long first = notices.getFirst().position();
        long since = first > replayedTo ? book.heardAt(first) : 0;
        if (since == 0) {
            counts.countReplayed(notices.size());
        } else {
            counts.countTold(notices.size(), System.nanoTime() - since);
        }
    }

    private List<Notice> next(Telling notices) throws InterruptedException {
        while (!retiring) {
            try {
                return notices.next(pace.beatEvery());
            } catch (DatabaseAway away) {
                Thread.sleep(RETRY_DATABASE_AFTER);
            }
        }
        // The last word is due, whether the database is there or not.
        return List.of();
    }

    private static int between(int min, int max) {
        return ThreadLocalRandom.current().nextInt(min, max + 1);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) throws IOException {
        // Never 0, which stands for: not writing.
        writingSinceNanos = System.nanoTime() | 1;
        try {
            writing.run();
        } catch (IOException | UncheckedIOException cut) {
            // The connection's own watch may have been the first to see it.
            if (isStalled()) {
                stalled = true;
            }
            throw cut;
        } finally {
            writingSinceNanos = 0;
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !ended;
    }

    /** From here on nobody interrupts the thread, which goes on to serve other requests. */
    private synchronized void finish() {
        thread = null;
        Thread.interrupted();
    }
}
