package minutebook.events.book.verify;

/**
 * Where a book says that it ends.
 *
 * @param position 0: it is empty
 * @param hash of the last row; of an empty book 32 zero bytes
 */
public record Head(long position, byte[] hash) {}
