package minutebook.web.soak;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a run is to be.
 *
 * @param time how long it goes on before it is brought to its end
 * @param seed of all chance, so that a run can be had again, but for the threads' timing
 * @param streams how many clients with streams there are
 * @param sockets how many clients with sockets there are
 * @param killEvery after so long the server is killed, on average
 */
public record SoakOptions(Duration time, long seed, int streams, int sockets, Duration killEvery) {
    /** So many fit into one project beside its owner, by which all are told at once in the end. */
    private static final int USERS_MAX = 499;

    private static final Duration KILL_EVERY = Duration.ofSeconds(20);

    /**
     * Reads {@code --minutes 3 --seed 42 --streams 1000 --sockets 200}, of which only the first
     * must be there.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    static SoakOptions parse(List<String> arguments) {
        Optional<Long> minutes = Optional.empty();
        long seed = RandomGenerator.getDefault().nextLong(1, 1_000_000_000);
        long streams = 1_000;
        long sockets = 200;
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (name) {
                case "--minutes" -> minutes = Optional.of(number(name, value, 1, 10_000));
                case "--seed" -> seed = number(name, value, 0, Long.MAX_VALUE);
                case "--streams" -> streams = number(name, value, 1, 8_000);
                case "--sockets" -> sockets = number(name, value, 1, 2_000);
                default ->
                        throw new IllegalArgumentException(
                                "There is no option '%s': see scripts/soak --help".formatted(name));
            }
        }
        long wanted =
                minutes.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "How long? scripts/soak --minutes N: a whole number from 1"
                                                + " to 10000"));
        return new SoakOptions(
                Duration.ofMinutes(wanted), seed, (int) streams, (int) sockets, KILL_EVERY);
    }

    private static long number(String name, String value, long min, long max) {
        if (value.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                "%s is '%s': it must be a whole number from %d to %d"
                        .formatted(name, value, min, max));
    }

    /** Several clients are one user's: streams are tabs, and a socket is beside them. */
    int users() {
        return Math.clamp(Math.max(sockets, streams / 5), 4, USERS_MAX);
    }
}
