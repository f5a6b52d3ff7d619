package minutebook.web.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void fields_are_quoted_where_they_must_be_and_every_line_ends_with_crlf() {
        assertEquals(
                """
                day,title,messages
                2026-01-31,Bridge,7
                ,"a ""b"", c",-0.50
                """
                        .replace("\n", "\r\n"),
                Csv.of(
                        List.of("day", "title", "messages"),
                        List.of(
                                List.of("2026-01-31", "Bridge", new BigDecimal("7")),
                                Arrays.asList(null, "a \"b\", c", new BigDecimal("-0.50")))));
        assertEquals("day\r\n\"a\nb\"\r\n", Csv.of(List.of("day"), List.of(List.of("a\nb"))));
        assertEquals("day\r\n", Csv.of(List.of("day"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum"})
    void a_text_is_no_formula(String text) {
        assertEquals("t\r\n'" + text + "\r\n", Csv.of(List.of("t"), List.of(List.of(text))));
    }
}
