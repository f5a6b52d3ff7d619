package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Reading.OfInbox;
import minutebook.web.soak.check.Reading.OfProject;
import minutebook.web.soak.check.Reading.OfRoom;

/**
 * Holds answers to questions against the book: each is as things were at one of the positions from
 * the one that was asked for to the last that there can have been.
 */
public final class ReadingCheck {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Expectations expectations;
    private final Reading reading;
    private final JsonNode body;

    private ReadingCheck(Expectations expectations, Reading reading) {
        this.expectations = expectations;
        this.reading = reading;
        body = Frames.read(reading.body());
    }

    /** The differences, in the order of the readings. */
    public static List<Difference> of(Expectations expectations, Collection<Reading> readings) {
        var differences = new ArrayList<Difference>();
        for (Reading it : readings) {
            new ReadingCheck(expectations, it)
                    .judged()
                    .ifPresent(
                            kind ->
                                    differences.add(
                                            new Difference(kind, it.name(), "is answered " + it)));
        }
        return differences;
    }

    private Optional<Kind> judged() {
        long last = expectations.lastBefore(reading.at());
        if (reading.min() > last) {
            return Optional.of(Kind.INVENTED);
        } else if (isAsBetween(reading.min(), last)) {
            return Optional.empty();
        }
        return Optional.of(isAsBetween(0, reading.min()) ? Kind.OLD : Kind.ALTERED);
    }

    private boolean isAsBetween(long from, long to) {
        return switch (reading.subject()) {
            case OfProject(long project) ->
                    expectations.teams().between(project, from, to).stream()
                            .anyMatch(it -> isProject(it));
            case OfRoom it -> isRoom(it, from, to);
            case OfInbox(int perPage) -> {
                NavigableSet<Long> told =
                        expectations.notices().to(reading.user()).navigableKeySet();
                yield reading.status() == OK
                        && isPage(
                                told,
                                perPage,
                                from,
                                to,
                                it -> expectations.position(it.path("id").asText()));
            }
        };
    }

    private boolean isProject(Optional<Team> team) {
        if (team.isEmpty()) {
            return reading.status() == NOT_FOUND;
        } else if (!team.get().members().contains(reading.user())) {
            return reading.status() == FORBIDDEN;
        }
        return reading.status() == OK
                && team.get().project() == body.path("id").asLong()
                && team.get().title().equals(body.path("title").asText())
                && team.get().owner() == body.at("/owner/id").asLong()
                && team.get().coaches().equals(ids(body.path("coaches")))
                && team.get().participants().equals(ids(body.path("participants")));
    }

    private static Set<Long> ids(JsonNode people) {
        var ids = new TreeSet<Long>();
        people.forEach(it -> ids.add(it.path("id").asLong()));
        return ids;
    }

    /**
     * Whether they may see it, and what there is, may come from two positions: of a project that is
     * deleted in between, there is nothing.
     */
    private boolean isRoom(OfRoom room, long from, long to) {
        List<Optional<Team>> teams = expectations.teams().between(room.project(), from, to);
        if (reading.status() == NOT_FOUND) {
            return teams.stream().anyMatch(Optional::isEmpty);
        }
        boolean isMember = reading.status() == OK;
        return (isMember || reading.status() == FORBIDDEN)
                && teams.stream()
                        .flatMap(Optional::stream)
                        .anyMatch(it -> it.members().contains(reading.user()) == isMember)
                && (!isMember
                        || (teams.stream().anyMatch(Optional::isEmpty) && isEmptyPage())
                        || isPage(
                                expectations.talk().visible(room.project(), reading.user()),
                                room.perPage(),
                                from,
                                to,
                                it -> it.path("id").asLong()));
    }

    private boolean isEmptyPage() {
        return body.path("total").asLong() == 0 && body.path("data").isEmpty();
    }

    /** Whether it is the first page, newest first, of all that there was at one position. */
    private boolean isPage(
            NavigableSet<Long> all, int perPage, long from, long to, ToLongFunction<JsonNode> id) {
        var listed = new ArrayList<Long>();
        body.path("data").forEach(it -> listed.add(id.applyAsLong(it)));
        long newest = listed.isEmpty() ? 0 : listed.getFirst();
        NavigableSet<Long> there = all.headSet(newest, true);
        Long next = all.higher(newest);
        return newest <= to
                && (next == null || next > from)
                && there.size() == body.path("total").asLong()
                && there.descendingSet().stream().limit(perPage).toList().equals(listed);
    }
}
