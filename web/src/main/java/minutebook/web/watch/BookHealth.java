package minutebook.web.watch;

import minutebook.events.book.PostgresBook;

/** How the book is on this node: whether it can be written. */
public final class BookHealth {
    private BookHealth() {}

    /** Blocks for nothing. */
    public static Part of(PostgresBook book) {
        Part part =
                book.isAway()
                        ? Part.down("The appender has no connection to the database.")
                        : Part.up();
        return part.with("head", book.head()).with("waiting", book.waiting());
    }
}
