package minutebook.events.book;

import minutebook.events.StreamId;
import minutebook.events.UserId;

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

    /** A unique thing that the events would take is held already. */
    public static final class ClaimTaken extends AppendFailure {
        private final transient Append.Claim claim;
        private final transient Book.Claimed holder;

        public ClaimTaken(Append.Claim claim, Book.Claimed holder) {
            super("The claim of " + claim.stream() + " is held by " + holder.stream());
            this.claim = claim;
            this.holder = holder;
        }

        /** What was to be taken. */
        public Append.Claim claim() {
            return claim;
        }

        /** Who has it, and since which position. */
        public Book.Claimed holder() {
            return holder;
        }
    }

    /**
     * A repeatable command that was done already: {@link Book#findCommand} has what became of it.
     */
    public static final class AlreadyDone extends AppendFailure {
        public AlreadyDone(CommandId command) {
            super("The command " + command.value() + " was done before");
        }
    }

    /** A text of a person who has no key: who was just erased. Decide again. */
    public static final class PersonErased extends AppendFailure {
        public PersonErased(UserId person) {
            super("User " + person + " has no key: erased, or never registered");
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

    /** The database does not take it, and would not take it again. Certainly not done. */
    public static final class BookRefused extends AppendFailure {
        public BookRefused(String sqlState) {
            super("The database does not take the append (" + sqlState + ")");
        }
    }

    /** The connection broke during the commit, or no answer came in time: done or not done. */
    public static final class OutcomeUnknown extends AppendFailure {
        public OutcomeUnknown() {
            super("It is not known whether the append was done");
        }
    }
}
