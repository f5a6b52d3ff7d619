package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * What a page has fetched, and what it was told since by its stream and its socket, is what it
 * would fetch now: whatever happened, and whenever it was away meanwhile.
 */
class StateIT {
    private static final int STEPS_MAX = 50;

    private static final Town TOWN = new Town();

    @AfterContainer
    static void stop() {
        TOWN.close();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void what_was_fetched_and_what_was_told_is_what_can_be_fetched(
            @ForAll("histories") List<Step> steps) throws Exception {
        play(steps, false);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Arrays.stream(Kind.values())
                                        .map(it -> Tuple.of(it.weight(), it))
                                        .toList()),
                        number(),
                        number(),
                        number(),
                        number())
                .as(Step::new)
                .list()
                .ofMaxSize(STEPS_MAX)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers()
                .between(0, 999)
                .withDistribution(RandomDistribution.uniform());
    }

    @Example
    void every_kind_of_event_is_followed() throws Exception {
        long before = TOWN.head();

        play(Everything.STEPS, true);

        Set<String> missing = new TreeSet<>();
        Arrays.stream(Kind.values())
                .map(Kind::event)
                .filter(Objects::nonNull)
                .map(Kinds::storedName)
                .forEach(missing::add);
        missing.removeAll(TOWN.typesAfter(before));
        assertEquals(Set.of(), missing);
        List<String> told = TOWN.toldAfter(before);
        assertEquals(
                List.of(),
                Everything.TOLD.stream()
                        .filter(it -> told.stream().noneMatch(Pattern.compile(it).asPredicate()))
                        .toList());
    }

    /** {@code attentive}: whoever has a stream reads it after each step. */
    private static void play(List<Step> steps, boolean attentive) throws Exception {
        try (var history = new History(TOWN)) {
            try {
                for (Step step : steps) {
                    history.happens(step);
                    if (attentive) {
                        history.readAll();
                    }
                }
                new Comparison(history).run();
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(failure.getMessage() + "\n" + history.told(), failure);
            }
        }
    }
}
