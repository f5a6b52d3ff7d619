package minutebook.web.soak.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who was in which project, from which position of the book to which. Not thread-safe. */
final class Memberships {
    private record Seat(long project, long user) {}

    /** From {@code from}, which was recorded at {@code since}, to before {@code to}. */
    private record Span(long from, long to, Instant since) {}

    private final Map<Seat, List<Span>> spans = new HashMap<>();

    /** Notes who came and who went by an event. */
    void note(BookEvent event, @Nullable Team before, @Nullable Team after) {
        long project = before == null ? team(after).project() : before.project();
        Set<Long> then = before == null ? Set.of() : before.members();
        Set<Long> now = after == null ? Set.of() : after.members();
        for (Long user : then) {
            if (!now.contains(user)) {
                List<Span> all = spans.getOrDefault(new Seat(project, user), List.of());
                Span open = all.removeLast();
                all.add(new Span(open.from(), event.position(), open.since()));
            }
        }
        for (Long user : now) {
            if (!then.contains(user)) {
                spans.computeIfAbsent(new Seat(project, user), _ -> new ArrayList<>())
                        .add(new Span(event.position(), Long.MAX_VALUE, event.recordedAt()));
            }
        }
    }

    private static Team team(@Nullable Team team) {
        if (team == null) {
            throw new IllegalStateException("An event of no project");
        }
        return team;
    }

    /**
     * Whether somebody may have been shown, at this time, what was said at this position: they were
     * a member then, or have become one since.
     */
    boolean mayHave(long project, long user, long position, Instant at) {
        return of(project, user).stream()
                .anyMatch(it -> it.to() > position && !it.since().isAfter(at));
    }

    boolean isMemberAtTheEnd(long project, long user) {
        List<Span> all = of(project, user);
        return !all.isEmpty() && all.getLast().to() == Long.MAX_VALUE;
    }

    private List<Span> of(long project, long user) {
        return spans.getOrDefault(new Seat(project, user), List.of());
    }
}
