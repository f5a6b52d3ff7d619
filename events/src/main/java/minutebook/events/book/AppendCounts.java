package minutebook.events.book;

import java.util.concurrent.atomic.LongAdder;
import minutebook.events.counts.Histogram;
import minutebook.events.counts.Tally;

/** What this node's appender did, since the book was opened. Thread-safe. */
public final class AppendCounts {

    /** What became of an append. */
    public enum End {
        DONE,
        /** By the rules of the book: decided on what is no longer so, or taken already. */
        REFUSED,
        /** More waited than may wait: certainly not done. */
        OVERLOADED,
        /** The database was away, or does not take it: certainly not done. */
        UNAVAILABLE,
        /** Nobody knows whether it was done. */
        UNKNOWN
    }

    private final Tally<End> appends = new Tally<>(End.class);
    private final LongAdder events = new LongAdder();
    private final Histogram batchSizes = Histogram.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);
    private final Histogram commitNanos = Histogram.ofNanos();

    AppendCounts() {}

    void wrote(int size, int written, long nanos) {
        batchSizes.record(size);
        commitNanos.record(nanos);
        events.add(written);
    }

    void done() {
        appends.count(End.DONE);
    }

    void failed(AppendFailure failure) {
        appends.count(
                switch (failure) {
                    case AppendFailure.BookOverloaded _ -> End.OVERLOADED;
                    case AppendFailure.BookUnavailable _, AppendFailure.BookRefused _ ->
                            End.UNAVAILABLE;
                    case AppendFailure.OutcomeUnknown _ -> End.UNKNOWN;
                    case AppendFailure.VersionConflict _,
                            AppendFailure.ClaimTaken _,
                            AppendFailure.AlreadyDone _,
                            AppendFailure.PersonErased _ ->
                            End.REFUSED;
                });
    }

    /** How many appends ended so. */
    public long appends(End end) {
        return appends.of(end);
    }

    /** How many events were written. */
    public long events() {
        return events.sum();
    }

    /** How many appends were written together. */
    public Histogram batchSizes() {
        return batchSizes;
    }

    /** For how long a batch was written: from the first look at it to PostgreSQL's yes. */
    public Histogram commitNanos() {
        return commitNanos;
    }
}
