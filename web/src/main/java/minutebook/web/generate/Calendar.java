package minutebook.web.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that runs with the events that were generated, over so many whole days up to yesterday
 * (UTC): from eight to six on weekdays, from ten to eleven at weekends. Thread-safe.
 */
public final class Calendar implements InstantSource {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Hours WEEKDAY_HOURS = new Hours(LocalTime.of(8, 0), 10);
    private static final Hours WEEKEND_HOURS = new Hours(LocalTime.of(10, 0), 1);
    private static final double NANOS_AN_HOUR = 3.6e12;

    private final LocalDate first;
    private final long events;
    private final AtomicLong passed = new AtomicLong();

    /** When people are there. */
    private record Hours(LocalTime from, int hours) {}

    /** The hours of people, up to the beginning of each day; the last: of all days. */
    private final int[] before;

    /**
     * Begins at the first of those days.
     *
     * @param today which is behind the last
     * @param events after so many, the last day ends
     */
    public Calendar(LocalDate today, int days, long events) {
        this.first = today.minusDays(days);
        this.events = events;
        before = new int[days + 1];
        for (int day = 0; day < days; day++) {
            before[day + 1] = before[day] + hours(day).hours();
        }
    }

    /** So many more events are written. */
    public void pass(long more) {
        passed.addAndGet(more);
    }

    @Override
    public Instant instant() {
        double hour = before[before.length - 1] * Math.min(1, passed.get() / (double) events);
        int day = dayOf(hour);
        long nanos = (long) ((hour - before[day]) * NANOS_AN_HOUR);
        return first.plusDays(day)
                .atTime(hours(day).from())
                .plusNanos(nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private int dayOf(double hour) {
        int day = Arrays.binarySearch(before, (int) hour);
        return Math.min(day < 0 ? -day - 2 : day, before.length - 2);
    }

    private Hours hours(int day) {
        return WEEKEND.contains(first.plusDays(day).getDayOfWeek()) ? WEEKEND_HOURS : WEEKDAY_HOURS;
    }
}
