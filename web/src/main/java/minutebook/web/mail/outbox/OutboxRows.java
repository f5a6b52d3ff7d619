package minutebook.web.mail.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import minutebook.events.UserId;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailKind;
import minutebook.events.mail.MailReason;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;
import org.jspecify.annotations.Nullable;

/** What the book adds to the outbox. */
final class OutboxRows {
    private OutboxRows() {}

    /**
     * A mail that is to be sent at {@code dueAt}.
     *
     * @param tooMany it is only kept, so that an admin can have it sent
     */
    record NewRow(
            long position,
            UserId recipient,
            @Nullable UserId sender,
            MailKind kind,
            Instant createdAt,
            Instant dueAt,
            boolean tooMany) {}

    /** That one is too many, the book does not tell: a flood must not become one of events. */
    static void write(Transaction transaction, List<NewRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        transaction.update(
                """
                insert into outbox
                    (position, recipient, sender, kind, created_at, due_at, give_up_at,
                     state, ended_at, reason, told)
                select position, recipient, nullif(sender, 0), kind, created_at, due_at, give_up_at,
                    case when too_many then 'dropped' else 'waiting' end,
                    case when too_many then created_at end,
                    case when too_many then 'too-many' end,
                    too_many
                from unnest(
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[],
                    ?::timestamptz[], ?::timestamptz[], ?::boolean[])
                    as mail (position, recipient, sender, kind, created_at, due_at, give_up_at,
                        too_many)
                order by position, recipient
                """,
                Sql.longs(rows, NewRow::position),
                Sql.longs(rows, it -> it.recipient().value()),
                Sql.longs(rows, OutboxRows::senderOrZero),
                Sql.texts(rows, it -> it.kind().text()),
                Sql.texts(rows, it -> time(it.createdAt())),
                Sql.texts(rows, it -> time(it.dueAt())),
                Sql.texts(rows, it -> time(it.dueAt().plus(MailPace.GIVE_UP_AFTER))),
                Sql.texts(rows, it -> Boolean.toString(it.tooMany())));
    }

    /** What is sent, or on its way until the book is told what came of it, stays as it is. */
    static void retry(Transaction transaction, MailRetried event) throws SQLException {
        transaction.update(
                """
                update outbox
                set state = 'waiting', attempts = 0, round = round + 1, due_at = now(),
                    give_up_at = now() + ? * interval '1 second', ended_at = null, reason = null,
                    problem = null, claimed_by = null, claimed_until = null, told = false
                where position = ? and recipient = ? and state <> 'sent'
                    and case state when 'waiting' then claimed_by is null else told end
                """,
                MailPace.GIVE_UP_AFTER.toSeconds(),
                event.about(),
                event.user().value());
    }

    /**
     * Nothing more goes to them, but what is on its way at this moment; and no mail server's words
     * about their mails are kept.
     */
    static void erase(Transaction transaction, UserErased event) throws SQLException {
        transaction.update(
                """
                update outbox
                set problem = null,
                    state = case when ends then 'dropped' else state end,
                    reason = case when ends then ? else reason end,
                    ended_at = case when ends then now() else ended_at end
                from (select id, state = 'waiting' and claimed_until is null as ends
                      from outbox where recipient = ? for update) mail
                where outbox.id = mail.id
                """,
                MailReason.NO_RECIPIENT.text(),
                event.user().value());
    }

    private static long senderOrZero(NewRow row) {
        UserId sender = row.sender();
        return sender == null ? 0 : sender.value();
    }

    private static String time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toString();
    }
}
