package minutebook.web.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said to scripts/chaos. */
class ChaosOptionsTest {

    @Test
    void all_options_are_read() {
        var options =
                parse(
                        "--minutes 3 --seed 42 --streams 10 --sockets 5 --faults"
                                + " server-killed,mail-away");
        assertEquals(Duration.ofMinutes(3), options.time());
        assertEquals(42, options.seed());
        assertEquals(10, options.streams());
        assertEquals(5, options.sockets());
        assertEquals(List.of(FaultKind.SERVER_KILLED, FaultKind.MAIL_AWAY), options.faults());
    }

    @Test
    void all_faults_are_meant_if_none_are_named() {
        assertEquals(List.of(FaultKind.values()), parse("--minutes 1").faults());
    }

    @Test
    void a_wrong_fault_is_answered_with_all_names() {
        var wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> parse("--minutes 1 --faults server-sleepy"));
        assertTrue(
                String.valueOf(wrong.getMessage())
                        .startsWith(
                                "--faults has 'server-sleepy': it must be some of server-killed,"));
    }

    @ParameterizedTest
    @CsvSource({
        "--seed 1,            How long? scripts/chaos --minutes N: a whole number from 1 to 10000",
        "--minutes 0,         --minutes is '0': it must be a whole number from 1 to 10000",
        "--minutes 1 --streams 9000, --streams is '9000': it must be a whole number from 1 to 2000",
        "--minutes 1 --fast,  There is no option '--fast': see scripts/chaos --help"
    })
    void a_wrong_one_is_answered_with_what_is_allowed(String arguments, String answer) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> parse(arguments));
        assertEquals(answer, wrong.getMessage());
    }

    private static ChaosOptions parse(String arguments) {
        return ChaosOptions.parse(List.of(arguments.split(" ")));
    }
}
