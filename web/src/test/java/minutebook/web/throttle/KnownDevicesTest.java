package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes of browsers, and what is none. */
class KnownDevicesTest {
    private static final String ANNA = "account of anna";
    private static final String BEN = "account of ben";

    private final HandMovedClock clock = new HandMovedClock();
    private final KnownDevices devices = new KnownDevices(List.of(key(1)), clock);

    @Test
    void a_pass_fits_its_account_for_a_year_and_no_other() {
        String pass = devices.pass(ANNA, Optional.empty());

        assertTrue(devices.device(ANNA, pass).isPresent());
        assertFalse(devices.device(BEN, pass).isPresent());
        clock.pass(Duration.ofDays(364));
        assertTrue(devices.device(ANNA, pass).isPresent());
        clock.pass(Duration.ofDays(1));
        assertFalse(devices.device(ANNA, pass).isPresent());
    }

    @Test
    void a_device_keeps_its_name_when_its_pass_is_renewed() {
        String first = devices.pass(ANNA, Optional.empty());
        clock.pass(Duration.ofDays(300));
        String second = devices.pass(ANNA, Optional.of(first));
        clock.pass(Duration.ofDays(300));

        assertTrue(devices.device(ANNA, second).isPresent());
        assertEquals(
                devices.device(ANNA, second),
                devices.device(ANNA, devices.pass(ANNA, Optional.of(second))));
    }

    @Test
    void another_account_or_browser_gets_a_name_of_its_own() {
        String anna = devices.pass(ANNA, Optional.empty());
        String ben = devices.pass(BEN, Optional.of(anna));

        assertNotEquals(devices.device(ANNA, anna), devices.device(BEN, ben));
        assertNotEquals(
                devices.device(ANNA, anna),
                devices.device(ANNA, devices.pass(ANNA, Optional.of("garbage"))));
    }

    @Test
    void a_pass_of_an_older_key_is_taken_and_one_of_a_foreign_key_is_not() {
        var rotated = new KnownDevices(List.of(key(2), key(1)), clock);
        String older = devices.pass(ANNA, Optional.empty());

        assertEquals(devices.device(ANNA, older), rotated.device(ANNA, older));
        assertFalse(devices.device(ANNA, rotated.pass(ANNA, Optional.empty())).isPresent());
    }

    @Test
    void no_changed_letter_is_overlooked() {
        String pass = devices.pass(ANNA, Optional.empty());
        // Of the last letter only some bits count, and those are the signature's.
        for (int i = 0; i < pass.length() - 1; i++) {
            char other = pass.charAt(i) == 'A' ? 'B' : 'A';
            String changed = pass.substring(0, i) + other + pass.substring(i + 1);
            assertFalse(devices.device(ANNA, changed).isPresent(), "letter " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "=", "AAAA", "é", "a b", "../../.."})
    void garbage_is_no_pass(String garbage) {
        assertFalse(devices.device(ANNA, garbage).isPresent());
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return key;
    }
}
