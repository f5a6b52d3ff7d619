package minutebook.web.live.stream;

import java.util.OptionalLong;

/** The ids of events on the wire: {@code <epoch>-<position>} (contract 4.1). */
record EventId(String epoch, long position) {
    private static final int LENGTH_MAX = 64;

    /** The position that a client's id stands for; empty: it is none of this book's. */
    static OptionalLong position(String id, String epoch, long head) {
        String prefix = epoch + "-";
        if (id.length() > LENGTH_MAX || !id.startsWith(prefix)) {
            return OptionalLong.empty();
        }
        String digits = id.substring(prefix.length());
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(digits);
            return position <= head ? OptionalLong.of(position) : OptionalLong.empty();
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String toString() {
        return epoch + "-" + position;
    }
}
