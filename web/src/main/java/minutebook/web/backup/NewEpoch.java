package minutebook.web.backup;

import java.sql.Connection;
import java.sql.SQLException;
import minutebook.events.mail.MailReason;
import minutebook.events.sql.Transactions;

/**
 * What must change in a database that was restored, so that nothing of what was lost is taken for
 * something else: one transaction.
 */
public final class NewEpoch {

    /** How many users or projects hardly anybody makes between a backup and its restoration. */
    private static final int NUMBERS_SKIPPED = 1_000_000;

    private NewEpoch() {}

    /** A new one, as the first was made. */
    public static String draw(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var row =
                        statement.executeQuery(
                                "select substr(md5(gen_random_uuid()::text), 1, 10)")) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Gives the book its new epoch. With it, all tokens end, since nobody knows any more which of
     * them were revoked; numbers that may have been handed out are handed out no more; and waiting
     * mails, which may have gone out meanwhile, wait no longer.
     *
     * @param database its owner's connection
     * @param sendsMail the waiting mails are to go out
     * @return how many mails wait no longer
     */
    public static int begin(Connection database, String epoch, boolean sendsMail)
            throws SQLException {
        return Transactions.run(
                database,
                c -> {
                    try (var head = c.prepareStatement("update book.head set epoch = ?")) {
                        head.setString(1, epoch);
                        head.executeUpdate();
                    }
                    try (var statement = c.createStatement()) {
                        statement.execute("delete from vault.key where purpose = 'tokens'");
                        statement.execute("delete from vault.stream_ticket");
                        for (String numbers : new String[] {"user_number", "project_number"}) {
                            statement.execute(
                                    "select setval('book.%1$s', nextval('book.%1$s') + %2$d)"
                                            .formatted(numbers, NUMBERS_SKIPPED));
                        }
                    }
                    return sendsMail ? 0 : keepMail(c);
                });
    }

    private static int keepMail(Connection c) throws SQLException {
        try (var drop =
                c.prepareStatement(
                        """
                        update mail.outbox
                        set state = 'dropped', reason = ?, ended_at = now(), claimed_until = null,
                            problem = 'A backup was restored: it may have gone out before that.'
                        where state = 'waiting'
                        """)) {
            drop.setString(1, MailReason.RESTORED.text());
            return drop.executeUpdate();
        }
    }
}
