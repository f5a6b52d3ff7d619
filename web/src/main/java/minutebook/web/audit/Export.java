package minutebook.web.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.EntryRange;

/**
 * Writes a part of the book of any length, in constant memory: page by page, each read by
 * statements of its own, while others go on writing the book. The same part is the same bytes,
 * whenever and in however many pieces it is asked for.
 */
final class Export {
    private static final int ENTRIES_AT_ONCE = 256;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final BookEntries entries;
    private final EntryFilter filter;
    private final ExportLines lines;
    private final Runnable permission;

    /** {@code permission}: throws as soon as nothing more may be read. */
    Export(BookEntries entries, EntryFilter filter, ExportLines lines, Runnable permission) {
        this.entries = entries;
        this.filter = filter;
        this.lines = lines;
        this.permission = permission;
    }

    /** Writes all that fits in the range. Blocks; the stream is flushed and not closed. */
    void write(EntryRange whole, OutputStream chunks) throws IOException {
        var out = new BufferedOutputStream(chunks, CHUNK_BYTES);
        lines.begin(out);
        for (EntryRange left = whole; !left.isOver(); ) {
            Page page = entries.page(filter, left, ENTRIES_AT_ONCE);
            permission.run();
            for (BookEntry each : page.entries()) {
                lines.entry(each, out);
            }
            // A filter may fit seldom: whoever waits sees that it goes on.
            out.flush();
            left = EntryRange.after(page.looked(), whole.end());
        }
        lines.end(out);
        out.flush();
    }
}
