package minutebook.web.mail.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import minutebook.events.UserId;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/**
 * How many mails about projects one user may cause and another may get within a day, whatever is
 * invited and removed: nobody's mailbox is flooded in our name. Counted in the outbox itself, so
 * for all nodes together, and over restarts.
 */
final class ProjectMailLimits {
    static final Duration WINDOW = Duration.ofDays(1);

    /** Whoever is invited more often by the same one learns nothing new of it. */
    static final int OF_PAIR_MAX = 5;

    static final int OF_RECIPIENT_MAX = 20;

    /** So many go at once, and as many more each hour: who fills a large project has patience. */
    static final int OF_SENDER_AN_HOUR = 100;

    static final int OF_SENDER_MAX = 1_000;

    private record Pair(UserId sender, UserId recipient) {}

    private final Map<Pair, Integer> ofPair = new HashMap<>();
    private final Map<UserId, Integer> ofRecipient = new HashMap<>();
    private final Map<UserId, Integer> ofSender = new HashMap<>();

    /** Counts what these people caused and got since the window before {@code now} began. */
    static ProjectMailLimits read(Transaction transaction, Collection<UserId> people, Instant now)
            throws SQLException {
        var limits = new ProjectMailLimits();
        long[] ids = Sql.longs(people, UserId::value);
        var since = now.minus(WINDOW).atOffset(ZoneOffset.UTC);
        transaction
                .list(
                        """
                        select sender, recipient from outbox
                        where kind = 'added-to-project' and created_at > ?
                            and reason is distinct from 'too-many'
                            and (sender = any (?) or recipient = any (?))
                        """,
                        row -> new Pair(new UserId(row.getLong(1)), new UserId(row.getLong(2))),
                        since,
                        ids,
                        ids)
                .forEach(limits::count);
        return limits;
    }

    /**
     * Counts one more, and says how long it is held back; empty: it is one too many, and not
     * counted.
     */
    Optional<Duration> take(UserId sender, UserId recipient) {
        var pair = new Pair(sender, recipient);
        int caused = ofSender.getOrDefault(sender, 0);
        if (caused >= OF_SENDER_MAX
                || ofRecipient.getOrDefault(recipient, 0) >= OF_RECIPIENT_MAX
                || ofPair.getOrDefault(pair, 0) >= OF_PAIR_MAX) {
            return Optional.empty();
        }
        count(pair);
        return Optional.of(Duration.ofHours(caused / OF_SENDER_AN_HOUR));
    }

    private void count(Pair pair) {
        ofPair.merge(pair, 1, Integer::sum);
        ofSender.merge(pair.sender(), 1, Integer::sum);
        ofRecipient.merge(pair.recipient(), 1, Integer::sum);
    }
}
