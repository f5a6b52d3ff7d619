package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minutebook.events.UserId;
import minutebook.events.audit.AuditEvent.LoginsRefused;
import org.junit.jupiter.api.Test;

/** However many strangers try, it becomes a few events. */
class RefusalTallyTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    private final RefusalTally tally = new RefusalTally();

    @Test
    void those_of_one_network_are_one_event_that_names_whose_accounts_they_were() {
        tally.count(BEN, "203.0.113.0/24");
        tally.count(ANNA, "203.0.113.0/24");
        tally.count(null, "203.0.113.0/24");
        tally.count(ANNA, "203.0.113.0/24");

        assertEquals(
                List.of(new LoginsRefused(List.of(ANNA, BEN), "203.0.113.0/24", 4, 1)),
                tally.take());
        assertEquals(List.of(), tally.take());
    }

    @Test
    void how_many_events_there_are_does_not_tell_which_accounts_there_are() {
        var other = new RefusalTally();
        for (int i = 1; i <= 100; i++) {
            tally.count(null, "10.0." + i % 30 + ".0/24");
            other.count(new UserId(i), "10.0." + i % 30 + ".0/24");
        }

        assertEquals(tally.take().size(), other.take().size());
    }

    @Test
    void a_botnet_of_a_million_addresses_is_a_few_events_and_none_is_left_out() {
        for (int i = 0; i < 1_000_000; i++) {
            tally.count(i % 1000 == 0 ? new UserId(1 + i) : null, network(i));
        }
        tally.count(ANNA, network(7));

        List<LoginsRefused> told = tally.take();

        assertEquals(21, told.size());
        assertEquals(1_000_001, told.stream().mapToLong(LoginsRefused::count).sum());
        assertEquals(999_000, told.stream().mapToLong(LoginsRefused::unknown).sum());
        assertEquals(network(7), told.getFirst().network(), "the most first");
        assertNull(told.getLast().network());
        assertTrue(told.stream().allMatch(it -> it.users().size() <= 20));
    }

    private static String network(int i) {
        return i / 65536 + "." + i / 256 % 256 + "." + i % 256 + ".0/24";
    }
}
