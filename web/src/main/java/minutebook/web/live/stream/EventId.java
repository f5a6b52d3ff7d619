package minutebook.web.live.stream;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import minutebook.events.book.Book;

/** The ids of events on the wire: {@code <epoch>-<position>} (contract 4.1). */
public record EventId(String epoch, long position) {
    private static final int LENGTH_MAX = 64;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * The position that a client's id stands for; empty: it is none of this book's. May look at the
     * table, and so block.
     */
    public static OptionalLong ofBook(String id, Book book) {
        OptionalLong position = position(id, book.epoch());
        return book.reaches(position.orElse(0)) ? position : OptionalLong.empty();
    }

    /** The same, but it may lie ahead of the book. */
    public static OptionalLong position(String id, String epoch) {
        String prefix = epoch + "-";
        return id.length() <= LENGTH_MAX && id.startsWith(prefix)
                ? number(id.substring(prefix.length()))
                : OptionalLong.empty();
    }

    /** A position by itself, which is how messages are numbered; empty: it is none. */
    public static OptionalLong number(String text) {
        return NUMBER.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + position;
    }
}
