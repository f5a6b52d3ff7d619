package minutebook.web.proof;

/** A position was asked for that the book has not reached. */
public final class BehindTheEnd extends Exception {
    private final String name;
    private final long position;
    private final long head;

    private BehindTheEnd(String name, long position, long head) {
        super(null, null, false, false);
        this.name = name;
        this.position = position;
        this.head = head;
    }

    static void check(String name, long position, long max, long head) throws BehindTheEnd {
        if (position > max) {
            throw new BehindTheEnd(name, position, head);
        }
    }

    /** Which of the positions: {@code from} or {@code to}. */
    public String name() {
        return name;
    }

    /** For people; the position is called {@code shown}. */
    public String sentence(String shown) {
        return "%s %d is behind the end of the book, which is at %d."
                .formatted(shown, position, head);
    }
}
