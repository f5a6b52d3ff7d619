package minutebook.web.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a run is to be.
 *
 * @param time how long things go wrong before all is brought to its end
 * @param seed of all chance, so that a run can be had again, but for the threads' timing
 * @param streams how many clients with streams there are
 * @param sockets how many clients with sockets there are
 * @param faults what may go wrong
 * @param hold so long each lasts, on average
 */
record ChaosOptions(
        Duration time, long seed, int streams, int sockets, List<FaultKind> faults, Duration hold) {
    private static final Duration HOLD = Duration.ofSeconds(5);

    /**
     * Reads {@code --minutes 3 --seed 42 --streams 60 --sockets 20 --faults
     * server-killed,mail-away}, of which only the first must be there.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    static ChaosOptions parse(List<String> arguments) {
        Optional<Long> minutes = Optional.empty();
        long seed = RandomGenerator.getDefault().nextLong(1, 1_000_000_000);
        long streams = 60;
        long sockets = 24;
        List<FaultKind> faults = List.of(FaultKind.values());
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (name) {
                case "--minutes" -> minutes = Optional.of(number(name, value, 1, 10_000));
                case "--seed" -> seed = number(name, value, 0, Long.MAX_VALUE);
                case "--streams" -> streams = number(name, value, 1, 2_000);
                case "--sockets" -> sockets = number(name, value, 1, 400);
                case "--faults" ->
                        faults = Arrays.stream(value.split(",")).map(ChaosOptions::fault).toList();
                default ->
                        throw new IllegalArgumentException(
                                "There is no option '%s': see scripts/chaos --help"
                                        .formatted(name));
            }
        }
        long wanted =
                minutes.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "How long? scripts/chaos --minutes N: a whole number from 1"
                                                + " to 10000"));
        return new ChaosOptions(
                Duration.ofMinutes(wanted), seed, (int) streams, (int) sockets, faults, HOLD);
    }

    private static FaultKind fault(String name) {
        return Arrays.stream(FaultKind.values())
                .filter(it -> it.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--faults has '%s': it must be some of %s"
                                                .formatted(name, names())));
    }

    private static String names() {
        return String.join(
                ",", Arrays.stream(FaultKind.values()).map(FaultKind::toString).toList());
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
        return Math.clamp(Math.max(sockets, streams / 3), 4, 400);
    }
}
