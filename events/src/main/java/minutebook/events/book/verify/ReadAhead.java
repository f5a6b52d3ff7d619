package minutebook.events.book.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows while those before are being hashed: either takes about as long. Some megabytes are
 * read ahead, however large the rows are.
 */
final class ReadAhead implements AutoCloseable {
    private static final int ROWS_PER_PAGE = 20_000;
    private static final int BYTES_PER_BATCH = 1 << 20;
    private static final int BATCHES_WAITING = 3;

    /** Some rows; none: it was the last; or what went wrong. */
    private record Batch(List<BookRow> rows, @Nullable Exception problem) {}

    private final CopiedRows source;
    private final long upTo;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private final Thread reader;
    private volatile boolean closed;

    // Of the reader alone.
    private List<BookRow> rows = new ArrayList<>();
    private long bytes;
    private long after;

    /** Begins to read behind {@code after}. The connection is the reader's until the end. */
    ReadAhead(CopiedRows source, long after, long upTo) {
        this.source = source;
        this.after = after;
        this.upTo = upTo;
        reader = Thread.ofPlatform().name("book-read-ahead").daemon().start(this::read);
    }

    /** The next rows, in order; none: there are no more. Blocks. */
    List<BookRow> next() throws SQLException {
        Batch batch;
        try {
            batch = batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while reading the book", e);
        }
        if (batch.problem() != null) {
            throw new SQLException(
                    "The book cannot be read: " + batch.problem().getMessage(), batch.problem());
        }
        return batch.rows();
    }

    private void read() {
        try {
            boolean more = true;
            while (more && !closed) {
                more = source.page(after, upTo, ROWS_PER_PAGE, this::add) >= ROWS_PER_PAGE;
            }
            handOver();
            put(new Batch(List.of(), null));
        } catch (SQLException | RuntimeException e) {
            put(new Batch(List.of(), e));
        }
    }

    private void add(BookRow row) {
        rows.add(row);
        bytes += row.length();
        after = row.position();
        if (bytes >= BYTES_PER_BATCH) {
            handOver();
        }
    }

    private void handOver() {
        if (!rows.isEmpty()) {
            put(new Batch(rows, null));
        }
        rows = new ArrayList<>();
        bytes = 0;
    }

    private void put(Batch batch) {
        if (closed) {
            return;
        }
        try {
            batches.put(batch);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a process that ends.
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the reading. Blocks until its page is done, a fraction of a second. */
    @Override
    public void close() {
        closed = true;
        // One batch may still want to be put: now it can.
        batches.clear();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
