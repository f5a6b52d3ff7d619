package minutebook.web.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-12");

    @Test
    void it_runs_from_the_first_morning_to_the_last_evening_and_no_further() {
        // Monday to Sunday: five days of ten hours, and two of one.
        var calendar = new Calendar(MONDAY, 7, 520);
        assertEquals(Instant.parse("2026-01-05T08:00:00Z"), calendar.instant());

        calendar.pass(5);
        assertEquals(Instant.parse("2026-01-05T08:30:00Z"), calendar.instant());
        calendar.pass(95);
        assertEquals(Instant.parse("2026-01-06T08:00:00Z"), calendar.instant());
        calendar.pass(400);
        assertEquals(Instant.parse("2026-01-10T10:00:00Z"), calendar.instant());
        calendar.pass(15);
        assertEquals(Instant.parse("2026-01-11T10:30:00Z"), calendar.instant());
        calendar.pass(5);
        assertEquals(Instant.parse("2026-01-11T11:00:00Z"), calendar.instant());
        calendar.pass(100);
        assertEquals(Instant.parse("2026-01-11T11:00:00Z"), calendar.instant());
    }
}
