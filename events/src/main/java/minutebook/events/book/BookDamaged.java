package minutebook.events.book;

import java.sql.SQLException;

/**
 * Somebody changed the book by hand so that it cannot be gone on with: the message says how, for
 * people. It is as good again as soon as that is undone.
 */
final class BookDamaged extends SQLException {
    /** Of a class that the standard leaves to programs. */
    static final String STATE = "MB001";

    private BookDamaged(String message) {
        super(message, STATE);
    }

    static BookDamaged noHead() {
        return new BookDamaged("The book has no head: book.head is empty");
    }

    /** To append behind such a head would leave a hole, or fail. */
    static BookDamaged headElsewhere(long position, long lastRow) {
        return new BookDamaged(
                "The head of the book says that it ends at position %d, but its last row is %d"
                        .formatted(position, lastRow));
    }

    static BookDamaged otherEpoch(String before, String now) {
        return new BookDamaged(
                "The epoch of the book was %s, and is %s without a new start"
                        .formatted(before, now));
    }
}
