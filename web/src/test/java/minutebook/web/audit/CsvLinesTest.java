package minutebook.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lines that a spreadsheet reads as they were meant. */
class CsvLinesTest {

    @Test
    void texts_are_quoted_and_their_quotes_doubled_and_nothing_is_empty() {
        assertEquals(
                "1,\"room-1\",2,\"message-sent\",\"{\"\"content\"\":\"\"a, b\"\"}\",,\"c\",\"t\",\"ff\",\r\n",
                CsvLines.line(entry("room-1", "{\"content\":\"a, b\"}", null)));
    }

    @Test
    void line_breaks_stay_within_their_quotes() {
        assertEquals(
                "1,\"room-1\",2,\"message-sent\",\"{}\",,\"c\",\"t\",\"ff\",\"{\r\n}\"\r\n",
                CsvLines.line(entry("room-1", "{}", "{\r\n}")));
    }

    @Test
    void what_was_made_to_look_like_a_formula_is_none() {
        for (String first : new String[] {"=", "+", "-", "@", "\t", "\r", "\n"}) {
            String line = CsvLines.line(entry(first + "HYPERLINK()", "{}", null));

            assertEquals("1,\"'" + first + "HYPERLINK()\"", line.substring(0, 17));
        }
    }

    private static EntryView entry(String stream, String data, @Nullable String event) {
        return new EntryView(1, stream, 2, "message-sent", data, null, "c", "t", "ff", event, null);
    }
}
