package minutebook.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import minutebook.web.generate.Calendar;

/**
 * What the operator typed: {@code generate --events <number> [--days <number>] [--seed <number>]}.
 *
 * @param events 100 to 100 million
 * @param days 1 to 3,650: over how many the events are spread, up to yesterday
 */
record GenerateWish(long events, int days, long seed) {
    private static final int DAYS = 365;
    private static final int DAYS_MAX = 3_650;
    private static final long EVENTS_MIN = 100;
    private static final long EVENTS_MAX = 100_000_000;

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("generate");
    }

    /**
     * Reads them.
     *
     * @throws WrongArguments naming the first that is
     */
    static GenerateWish of(String... arguments) {
        long events = 0;
        long days = DAYS;
        long seed = 1;
        Iterator<String> rest = Arrays.stream(arguments).skip(1).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--events" -> events = number(option, rest);
                case "--days" -> days = number(option, rest);
                case "--seed" -> seed = number(option, rest);
                default ->
                        throw new WrongArguments(
                                "'%s' is not understood: it is --events, --days or --seed, and a number."
                                        .formatted(option));
            }
        }
        if (events < EVENTS_MIN || events > EVENTS_MAX) {
            throw new WrongArguments(
                    "--events must be a whole number from %d to %d."
                            .formatted(EVENTS_MIN, EVENTS_MAX));
        }
        if (days < 1 || days > DAYS_MAX) {
            throw new WrongArguments(
                    "--days must be a whole number from 1 to %d.".formatted(DAYS_MAX));
        }
        return new GenerateWish(events, (int) days, seed);
    }

    /** The time of what is generated. */
    Calendar calendar() {
        return new Calendar(LocalDate.now(ZoneOffset.UTC), days, events);
    }

    private static long number(String option, Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        if (!text.matches("[0-9]{1,18}")) {
            throw new WrongArguments("%s '%s' is no whole number.".formatted(option, text));
        }
        return Long.parseLong(text);
    }
}
