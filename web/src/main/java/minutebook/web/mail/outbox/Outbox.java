package minutebook.web.mail.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.events.mail.MailKind;
import minutebook.events.mail.MailReason;
import minutebook.queries.Sql;

/**
 * The mails that wait, as one node takes them. A node that takes one has it for itself for a time,
 * and moves that on while it lives; nothing is locked while a mail server is spoken to. All times
 * are the database's. Thread-safe; blocks.
 */
final class Outbox {
    private final DataSource pool;
    private final UUID node;
    private final Duration claim;

    /** {@code node}: chosen by chance at each start; {@code claim}: see {@link MailPace}. */
    Outbox(DataSource pool, UUID node, Duration claim) {
        this.pool = pool;
        this.node = node;
        this.claim = claim;
    }

    /**
     * Takes the mail that has been due for longest.
     *
     * @param orphans also one that another node began and did not end in time
     */
    Optional<Entry> take(boolean orphans) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Sql.list(
                            connection,
                            """
                            update mail.outbox
                            set attempts = attempts + 1, claimed_by = ?,
                                claimed_until = now() + ? * interval '1 millisecond'
                            where id = (
                                select id from mail.outbox
                                where state = 'waiting' and due_at <= now()
                                    and (claimed_until is null or (? and claimed_until < now()))
                                order by due_at, id limit 1
                                for update skip locked)
                            returning id, position, recipient, kind, attempts
                            """,
                            Outbox::entry,
                            node,
                            claim.toMillis(),
                            orphans)
                    .stream()
                    .findFirst();
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getLong("position"),
                new UserId(row.getLong("recipient")),
                MailKind.find(row.getString("kind")).orElseThrow(),
                row.getInt("attempts"));
    }

    /** What this node is sending, it goes on sending. */
    void renew() throws SQLException {
        update(
                """
                update mail.outbox set claimed_until = now() + ? * interval '1 millisecond'
                where claimed_by = ? and state = 'waiting'
                """,
                claim.toMillis(),
                node);
    }

    /** True whoever has it meanwhile: it is out. */
    void sent(Entry entry) throws SQLException {
        update(
                """
                update mail.outbox
                set state = 'sent', ended_at = now(), claimed_by = ?, claimed_until = null,
                    reason = null, problem = null
                where id = ? and state = 'waiting'
                """,
                node,
                entry.id());
    }

    /** {@code reply}: the server's code; {@code problem}: in plain words. */
    void refused(Entry entry, String reply, String problem) throws SQLException {
        end(entry, "refused", reply, problem);
    }

    void dropped(Entry entry, MailReason reason) throws SQLException {
        end(entry, "dropped", reason.text(), "");
    }

    /** Its recipient was erased: no mail server's words about it are kept. */
    void forget(Entry entry) throws SQLException {
        update("update mail.outbox set problem = null where id = ?", entry.id());
    }

    private void end(Entry entry, String state, String reason, String problem) throws SQLException {
        update(
                """
                update mail.outbox
                set state = ?, ended_at = now(), claimed_until = null, reason = ?,
                    problem = coalesce(nullif(?, ''), problem)
                where id = ? and claimed_by = ? and state = 'waiting'
                """,
                state,
                reason,
                problem,
                entry.id(),
                node);
    }

    /**
     * It is to be tried again, unless it was tried for too long.
     *
     * @param delay zero: it stays as due as it was, and this was no attempt
     */
    void deferred(Entry entry, Duration delay, String problem) throws SQLException {
        update(
                """
                update mail.outbox
                set due_at = case when ? = 0 then due_at else now() + ? * interval '1 millisecond' end,
                    attempts = attempts - case when ? = 0 then 1 else 0 end,
                    problem = ?, claimed_until = null,
                    state = case when give_up_at > now() then 'waiting' else 'dropped' end,
                    reason = case when give_up_at > now() then null else ? end,
                    ended_at = case when give_up_at > now() then null else now() end,
                    claimed_by = case when give_up_at > now() then null else claimed_by end
                where id = ? and claimed_by = ? and state = 'waiting'
                """,
                delay.toMillis(),
                delay.toMillis(),
                delay.toMillis(),
                problem,
                MailReason.TOO_LATE.text(),
                entry.id(),
                node);
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            Sql.update(connection, sql, parameters);
        }
    }

    /**
     * Some of those that have ended and are not in the book: this node's, and those of nodes that
     * did not get round to it.
     */
    List<Ended> untold() throws SQLException {
        return untold(
                "(claimed_by = ? or ended_at < now() - interval '10 seconds') order by id limit 100",
                node);
    }

    /** This mail, if it has ended and is not in the book, whoever is to tell. */
    List<Ended> untold(long id) throws SQLException {
        return untold("id = ?", id);
    }

    private List<Ended> untold(String which, Object parameter) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Sql.list(
                    connection,
                    """
                    select id, position, recipient, kind, round, state, reason from mail.outbox
                    where state <> 'waiting' and not told and
                    """
                            + which,
                    Ended::read,
                    parameter);
        }
    }

    /** What became of it is in the book, as it was in that round. */
    void told(Ended ended) throws SQLException {
        update(
                "update mail.outbox set told = true where id = ? and round = ? and state = ?",
                ended.id(),
                ended.round(),
                ended.state());
    }

    /** How much waits, and for how long. */
    Backlog backlog() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return Sql.list(
                            connection,
                            """
                            select count(*),
                                coalesce(extract(epoch from now() - min(due_at)), 0),
                                coalesce(extract(epoch from now() - min(created_at)), 0)
                            from mail.outbox where state = 'waiting'
                            """,
                            row ->
                                    new Backlog(
                                            row.getLong(1),
                                            seconds(row.getDouble(2)),
                                            seconds(row.getDouble(3))))
                    .getFirst();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000)));
    }
}
