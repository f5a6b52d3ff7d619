package minutebook.queries.sessions;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import minutebook.events.book.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** From which position on tokens are good. Pure: the rules, for the table and for the memory. */
sealed interface Cutoff {

    /** When the event was recorded that it follows from. */
    Instant recordedAt();

    /** {@code lowest}: tokens of the session from a lower position are dead. */
    record OfSession(long lowest, Instant recordedAt) implements Cutoff {
        static final long ENDED = Long.MAX_VALUE;

        static OfSession ended(RecordedEvent event) {
            return new OfSession(ENDED, event.recordedAt());
        }

        static OfSession continued(RecordedEvent event) {
            return new OfSession(event.position(), event.recordedAt());
        }

        /** The two together: what is dead stays dead. */
        OfSession and(OfSession later) {
            return later.lowest >= lowest ? later : this;
        }
    }

    /**
     * {@code lowest}: the user's tokens from a lower position are dead, but for those of the
     * session {@code kept} (null: none is), of which those lower than {@code keptLowest} are.
     */
    record OfUser(long lowest, @Nullable UUID kept, long keptLowest, Instant recordedAt)
            implements Cutoff {

        static OfUser after(@Nullable OfUser before, UserCut cut, RecordedEvent record) {
            // Another session than the one kept before: an earlier cut had its say about it.
            long keptLowest =
                    before == null
                            ? 0
                            : Objects.equals(before.kept, cut.kept())
                                    ? before.keptLowest
                                    : before.lowest;
            return new OfUser(record.position(), cut.kept(), keptLowest, record.recordedAt());
        }

        boolean admits(UUID session, long tokenPosition) {
            return tokenPosition >= (session.equals(kept) ? keptLowest : lowest);
        }
    }
}
