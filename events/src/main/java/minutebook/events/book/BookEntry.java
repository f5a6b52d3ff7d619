package minutebook.events.book;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A row of the book as auditors see it.
 *
 * @param hash what stands there as its hash, in lower-case hexadecimal digits
 * @param event {@link StoredEvent#data} with the personal texts opened, as JSON; of persons who
 *     were erased they read as {@link minutebook.events.Personal#ERASED}. Null: it cannot be read,
 *     because it was changed, or because a newer version of Minutebook wrote it
 */
public record BookEntry(StoredEvent row, String hash, @Nullable String event) {

    /** As it stands in the table, not opened yet. */
    record Closed(StoredEvent row, byte[] hash) {
        BookEntry open(@Nullable String event) {
            return new BookEntry(row, HexFormat.of().formatHex(hash), event);
        }
    }

    public long position() {
        return row.position();
    }

    /**
     * What it says.
     *
     * @throws UnreadableEntry if {@link #event} is null
     */
    public RecordedEvent recorded() {
        if (event == null) {
            throw new UnreadableEntry(position());
        }
        var opened =
                new StoredEvent(
                        row.position(),
                        row.stream(),
                        row.version(),
                        row.type(),
                        event,
                        row.actor(),
                        row.commandId(),
                        row.recordedAt());
        return opened.as(EventCodec.parse(opened));
    }
}
