package minutebook.events.book.verify;

import java.util.Optional;

/**
 * How far a book went at one moment.
 *
 * @param head what the book says of its end; empty: it says nothing any more, somebody took the row
 *     away
 * @param lastRow the highest position in the table, as a rule the head's; 0: there is no row
 * @param epoch of the book; empty without a head
 */
public record BookEnd(Optional<Head> head, long lastRow, String epoch) {

    /** Where the book says that it ends; where it says nothing, its last row. */
    public long position() {
        return head.map(Head::position).orElse(lastRow);
    }
}
