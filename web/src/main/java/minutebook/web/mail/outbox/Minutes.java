package minutebook.web.mail.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import minutebook.events.book.Append;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.Book;

/**
 * Writes into the book what became of mails. The outbox knows what the book was told, so that after
 * a crash it is told the rest, and nothing twice. Blocks.
 */
final class Minutes {
    private static final Logger LOG = System.getLogger(Minutes.class.getName());

    private final Book book;
    private final Outbox outbox;

    Minutes(Book book, Outbox outbox) {
        this.book = book;
        this.outbox = outbox;
    }

    /**
     * Tells some of what is to be told; what fails now is told the next time.
     *
     * @return whether there was something, so that there may be more
     */
    boolean tell() {
        try {
            List<Ended> untold = outbox.untold();
            for (Ended each : untold) {
                tell(each);
            }
            return !untold.isEmpty();
        } catch (SQLException | AppendFailure away) {
            LOG.log(Level.DEBUG, "The book will be told later what became of mails", away);
            return false;
        }
    }

    /** Tells what became of this mail, if it has ended and the book does not know. */
    void tell(long mail) throws SQLException {
        for (Ended each : outbox.untold(mail)) {
            tell(each);
        }
    }

    private void tell(Ended ended) throws SQLException {
        try {
            book.append(
                    new Append(
                            ended.command(),
                            null,
                            List.of(ended.event()),
                            Map.of(),
                            List.of(),
                            List.of()));
        } catch (AppendFailure.AlreadyDone _) {
            // It was told, and the outbox did not learn of it.
        }
        outbox.told(ended);
    }
}
