package minutebook.events.book;

/** What stands at a position cannot be read: it was changed, or a newer Minutebook wrote it. */
public final class UnreadableEntry extends RuntimeException {
    public UnreadableEntry(long position) {
        super(
                "The event at position %d cannot be read: it was changed, or a newer Minutebook wrote it. scripts/verify tells which."
                        .formatted(position));
    }
}
