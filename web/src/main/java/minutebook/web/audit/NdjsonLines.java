package minutebook.web.audit;

import java.io.IOException;
import java.io.OutputStream;
import minutebook.events.book.BookEntry;
import minutebook.web.http.Json;

/** An export as lines of JSON, each ended by LF. */
final class NdjsonLines implements ExportLines {

    @Override
    public void begin(OutputStream out) {
        // Nothing: what is resumed is simply appended.
    }

    @Override
    public void entry(BookEntry entry, OutputStream out) throws IOException {
        out.write(Json.write(EntryView.of(entry)));
        out.write('\n');
    }

    @Override
    public void end(OutputStream out) {
        // Nothing: that it is whole, the end of the answer says.
    }
}
