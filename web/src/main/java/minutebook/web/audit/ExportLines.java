package minutebook.web.audit;

import java.io.IOException;
import java.io.OutputStream;
import minutebook.events.book.BookEntry;

/** How an export is written: a line an entry. For one thread. */
interface ExportLines {

    /** What stands before the first entry. */
    void begin(OutputStream out) throws IOException;

    void entry(BookEntry entry, OutputStream out) throws IOException;

    /**
     * What stands behind the last entry, when all were written: an export without it was broken
     * off.
     */
    void end(OutputStream out) throws IOException;
}
