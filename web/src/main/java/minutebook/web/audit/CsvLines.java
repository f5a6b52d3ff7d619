package minutebook.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minutebook.events.book.BookEntry;
import org.jspecify.annotations.Nullable;

/**
 * An export as CSV (RFC 4180): a head, lines ended by CR LF, texts in quotes and numbers without.
 *
 * <p>A spreadsheet takes what begins with {@code = + - @} or a tab for a formula. No true entry has
 * such a text, as {@code data} and {@code event} begin with a brace; one that was tampered with
 * may, and gets an apostrophe in front.
 */
final class CsvLines implements ExportLines {
    private static final String HEAD =
            "position,stream,version,type,data,actor,command_id,recorded_at,hash,event\r\n";
    private static final String BEGINS_FORMULA = "=+-@\t\r\n";

    @Override
    public void begin(OutputStream out) throws IOException {
        out.write(HEAD.getBytes(UTF_8));
    }

    @Override
    public void entry(BookEntry entry, OutputStream out) throws IOException {
        out.write(line(EntryView.of(entry)).getBytes(UTF_8));
    }

    @Override
    public void end(OutputStream out) {
        // Nothing: that it is whole, the end of the answer says.
    }

    static String line(EntryView entry) {
        return Stream.of(
                        Long.toString(entry.position()),
                        text(entry.stream()),
                        Long.toString(entry.version()),
                        text(entry.type()),
                        text(entry.data()),
                        entry.actor() == null ? "" : Long.toString(entry.actor()),
                        text(entry.commandId()),
                        text(entry.recordedAt()),
                        text(entry.hash()),
                        text(entry.event()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean formula = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return (formula ? "\"'" : "\"") + text.replace("\"", "\"\"") + "\"";
    }
}
