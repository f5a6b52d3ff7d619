package minutebook.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as people write them. */
class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:00:00Z",
                "2026-01-31T09:00:00+01:00",
                "2026-01-31T09:00:00 01:00",
                "2026-01-31T08:00:00.000000Z",
                "2026-01-31T08:00Z"
            })
    void an_offset_is_minded(String text) {
        assertEquals(Optional.of(Instant.parse("2026-01-31T08:00:00Z")), Times.read(text));
    }

    @Test
    void a_day_is_its_beginning() {
        assertEquals(Optional.of(Instant.parse("2026-01-31T00:00:00Z")), Times.read("2026-01-31"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-31T08:00:00",
                "2026-02-30",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "1700000000",
                "T",
                "2026-01-31T08:00:00.00000000000000000000000000000Z"
            })
    void what_is_no_time_or_far_away_is_none(String text) {
        assertEquals(Optional.empty(), Times.read(text));
    }
}
