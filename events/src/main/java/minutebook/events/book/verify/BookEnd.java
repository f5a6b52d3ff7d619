package minutebook.events.book.verify;

/**
 * How far a book went at one moment.
 *
 * @param lastRow the highest position in the table, as a rule the head's; 0: there is no row
 */
public record BookEnd(Head head, long lastRow) {}
