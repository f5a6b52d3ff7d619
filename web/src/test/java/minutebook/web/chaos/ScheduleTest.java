package minutebook.web.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import minutebook.web.chaos.Schedule.Blow;
import minutebook.web.chaos.Schedule.Happening;
import minutebook.web.soak.client.Chance;
import org.junit.jupiter.api.Test;

/** What goes wrong follows from the seed. */
class ScheduleTest {
    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    @Test
    void the_same_seed_makes_the_same_faults_and_another_one_others() {
        assertEquals(blows(7, 50), blows(7, 50));
        assertNotEquals(blows(7, 50), blows(8, 50));
    }

    @Test
    void each_kind_has_its_turn_before_one_has_its_second_and_happens_at_every_place() {
        Set<FaultKind> met = EnumSet.noneOf(FaultKind.class);
        List<Happening> happenings =
                blows(7, ALL.size()).stream().flatMap(it -> it.happenings().stream()).toList();
        happenings.stream().limit(ALL.size()).forEach(it -> assertTrue(met.add(it.kind())));
        assertEquals(2, happenings.stream().map(Happening::at).distinct().count());
    }

    @Test
    void they_last_about_as_long_as_wished() {
        double mean =
                blows(7, 1_000).stream().mapToLong(it -> it.hold().toMillis()).average().orElse(0);
        assertTrue(mean > 4_000 && mean < 8_000, () -> mean + " ms");
    }

    private static List<Blow> blows(long seed, int count) {
        var schedule = new Schedule(new Chance(seed), ALL, 2, Duration.ofSeconds(5));
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
