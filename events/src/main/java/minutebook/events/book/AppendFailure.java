package minutebook.events.book;

import minutebook.events.StreamId;

/** Why an append was not done. Of {@link OutcomeUnknown} alone it is not known whether it was. */
public abstract sealed class AppendFailure extends RuntimeException {

    private AppendFailure(String message) {
        // Made for each refused command of a busy node, and never a defect: no stack trace.
        super(message, null, false, false);
    }

    /** The decision was made on a version that is no longer the stream's. Decide again. */
    public static final class VersionConflict extends AppendFailure {
        private final transient StreamId stream;

        public VersionConflict(StreamId stream, long actual, long expected) {
            super(stream + " is at " + actual + ", expected " + expected);
            this.stream = stream;
        }

        public StreamId stream() {
            return stream;
        }
    }

    /** Another stream holds a unique thing that the events would take. */
    public static final class ClaimTaken extends AppendFailure {
        private final String key;

        public ClaimTaken(String key, StreamId holder) {
            super("The claim is held by " + holder);
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** More appends are waiting than this node takes. Certainly not done. */
    public static final class BookOverloaded extends AppendFailure {
        public BookOverloaded() {
            super("Too many appends are waiting");
        }
    }

    /** The database is away. Certainly not done. */
    public static final class BookUnavailable extends AppendFailure {
        public BookUnavailable(String why) {
            super(why);
        }
    }

    /** The connection broke during the commit, or no answer came in time: done or not done. */
    public static final class OutcomeUnknown extends AppendFailure {
        public OutcomeUnknown() {
            super("It is not known whether the append was done");
        }
    }
}
