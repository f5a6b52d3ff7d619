package minutebook.web.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said to scripts/soak. */
class SoakOptionsTest {

    @Test
    void all_options_are_read() {
        var options = parse("--minutes 3 --seed 42 --streams 10 --sockets 5");
        assertEquals(Duration.ofMinutes(3), options.time());
        assertEquals(42, options.seed());
        assertEquals(10, options.streams());
        assertEquals(5, options.sockets());
    }

    @Test
    void a_thousand_streams_and_two_hundred_sockets_are_what_is_meant() {
        var options = parse("--minutes 1");
        assertEquals(1_000, options.streams());
        assertEquals(200, options.sockets());
    }

    @ParameterizedTest
    @CsvSource({
        "--seed 1,            How long? scripts/soak --minutes N: a whole number from 1 to 10000",
        "--minutes,           --minutes is '': it must be a whole number from 1 to 10000",
        "--minutes 0,         --minutes is '0': it must be a whole number from 1 to 10000",
        "--minutes 1.5,       --minutes is '1.5': it must be a whole number from 1 to 10000",
        "--minutes 1 --streams 9000, --streams is '9000': it must be a whole number from 1 to 8000",
        "--minutes 1 --fast,  There is no option '--fast': see scripts/soak --help"
    })
    void a_wrong_one_is_answered_with_what_is_allowed(String arguments, String answer) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> parse(arguments));
        assertEquals(answer, wrong.getMessage());
    }

    private static SoakOptions parse(String arguments) {
        return SoakOptions.parse(List.of(arguments.split(" ")));
    }
}
