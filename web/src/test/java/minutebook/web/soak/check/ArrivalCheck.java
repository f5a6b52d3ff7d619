package minutebook.web.soak.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minutebook.web.soak.check.Difference.Kind;

/**
 * Holds who was registered against the book. What a registration is called is not in the book, so
 * those of whom nobody knows are only counted.
 */
public final class ArrivalCheck {
    private ArrivalCheck() {}

    /**
     * @param first who was registered before anything went wrong
     * @param known who was told since that they are registered
     * @param asked how many have asked since to be registered
     */
    public static List<Difference> of(
            Expectations expectations, Set<Long> first, Set<Long> known, int asked) {
        var differences = new ArrayList<Difference>();
        Set<Long> there = new HashSet<>();
        for (BookEvent it : expectations.book()) {
            if (it.type().equals("user-registered")
                    && !there.add(it.data().path("user").asLong())) {
                differences.add(new Difference(Kind.DOUBLE, "the book", "registers again: " + it));
            }
        }
        Set<Long> missing =
                Stream.concat(first.stream(), known.stream())
                        .filter(it -> !there.contains(it))
                        .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            differences.add(new Difference(Kind.LOST, "the book", "does not know " + missing));
        }
        if (there.size() > first.size() + asked) {
            differences.add(
                    new Difference(
                            Kind.INVENTED,
                            "the book",
                            "has %d people, of %d".formatted(there.size(), first.size() + asked)));
        }
        return differences;
    }
}
