package minutebook.web.analytics;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as CSV: RFC 4180, with a first line of names. */
final class Csv {
    static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

    private Csv() {}

    static String of(List<String> columns, List<List<@Nullable Object>> rows) {
        var text = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (List<@Nullable Object> row : rows) {
            text.append(row.stream().map(Csv::field).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> quoted(harmless(value.toString()));
        };
    }

    /** Spreadsheets take a text that begins like this for a formula, and carry it out. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
