package minutebook.web.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import minutebook.events.book.BookEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the book as clients see it: all that was hashed, to the letter, the hash, and what it
 * says.
 *
 * @param data the exact text that was hashed
 * @param recordedAt ISO 8601, UTC, always to the microsecond
 * @param event the same as {@code data}, as an object, with personal texts opened; null: it cannot
 *     be read
 * @param previousHash the hash at the position before, where a proof needs it; null: it does not
 */
record EntryView(
        long position,
        String stream,
        long version,
        String type,
        String data,
        @Nullable Long actor,
        String commandId,
        String recordedAt,
        String hash,
        @JsonRawValue @Nullable String event,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String previousHash) {

    static EntryView of(BookEntry entry) {
        var row = entry.row();
        return new EntryView(
                row.position(),
                row.stream().name(),
                row.version(),
                row.type(),
                row.data(),
                row.actor() == null ? null : row.actor().value(),
                row.commandId().toString(),
                Times.write(row.recordedAt()),
                entry.hash(),
                entry.event(),
                null);
    }

    EntryView after(String newPreviousHash) {
        return new EntryView(
                position,
                stream,
                version,
                type,
                data,
                actor,
                commandId,
                recordedAt,
                hash,
                event,
                newPreviousHash);
    }
}
