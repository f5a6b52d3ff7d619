package minutebook.events.audit;

import java.util.List;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the book itself, and who was not let in. Kept for ever: add types or optional
 * fields, never change one. No mail, no full address: what stands here is never erased.
 */
public sealed interface AuditEvent extends Event {

    /** An auditor began to read the book, the first time in this session. */
    record BookRead(UserId auditor, UUID session) implements AuditEvent {
        @Override
        public StreamId stream() {
            return StreamId.audit(auditor);
        }
    }

    /**
     * An auditor began to take a copy, of what matches at positions above {@code after} and up to
     * {@code upTo}. Whether it came whole, the client knows alone.
     *
     * @param format {@code ndjson} or {@code csv}
     * @param filter as in an address, its names in the order of the alphabet; empty: everything
     */
    record ExportBegun(
            UserId auditor, UUID session, String format, String filter, long after, long upTo)
            implements AuditEvent {
        @Override
        public StreamId stream() {
            return StreamId.audit(auditor);
        }
    }

    /**
     * The operator had something of the book shown in the clear, by a command on the machine of the
     * server; just before it is shown.
     *
     * @param what {@code project=5}, {@code room=5}, {@code user=7}; {@code read-models} for all of
     *     them, or {@code row=message} for one row of a table
     * @param until the position as of which it was
     */
    record BookShown(String what, long until) implements AuditEvent {
        @Override
        public StreamId stream() {
            return StreamId.OPERATOR;
        }
    }

    /**
     * A backup was restored, and the book goes on from where that ended. What was in it beyond is
     * lost, and its positions are given to other events from here on.
     *
     * @param before the epoch of the book that was backed up
     * @param epoch the one since
     * @param upTo the last position that the backup had
     */
    record BookRestored(String before, String epoch, long upTo) implements AuditEvent {
        @Override
        public StreamId stream() {
            return StreamId.OPERATOR;
        }
    }

    /**
     * Log-ins were refused, within about a minute, on one node, to one network or to several.
     *
     * <p>How many of these events there are does not depend on which accounts exist: positions are
     * seen by all users, and must not tell them.
     *
     * @param users whose accounts were tried, at most some; not those of mails that nobody has
     * @param network the first 24 bits of the address (IPv4) or 48 (IPv6), as {@code
     *     203.0.113.0/24}; null: several networks
     * @param count 1 or more
     * @param unknown how many of these were tried with a mail that nobody has
     */
    record LoginsRefused(List<UserId> users, @Nullable String network, long count, long unknown)
            implements AuditEvent {
        public LoginsRefused {
            users = List.copyOf(users);
        }

        @Override
        public StreamId stream() {
            return StreamId.LOGINS;
        }
    }
}
