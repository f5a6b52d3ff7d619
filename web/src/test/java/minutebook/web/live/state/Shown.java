package minutebook.web.live.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project as a page shows it: its people by their ids, in the order in which they became what
 * they are. Nobody is told of new names, so these are left out.
 */
record Shown(long id, String title, long owner, List<Long> coaches, List<Long> participants) {
    Shown {
        coaches = List.copyOf(coaches);
        participants = List.copyOf(participants);
    }

    /** Of a {@code project_item}. */
    static Shown of(JsonNode item) {
        return new Shown(
                item.path("id").asLong(),
                item.path("title").asText(),
                item.path("owner").path("id").asLong(),
                ids(item.path("coaches")),
                ids(item.path("participants")));
    }

    private static List<Long> ids(JsonNode people) {
        var ids = new ArrayList<Long>();
        people.forEach(it -> ids.add(it.path("id").asLong()));
        return ids;
    }

    Stream<Long> members() {
        return Stream.of(List.of(owner), coaches, participants).flatMap(List::stream);
    }

    boolean has(long person) {
        return members().anyMatch(it -> it == person);
    }

    boolean isLedBy(long person) {
        return owner == person || coaches.contains(person);
    }

    Shown titled(String other) {
        return new Shown(id, other, owner, coaches, participants);
    }

    Shown without(long person) {
        return new Shown(id, title, owner, butFor(coaches, person), butFor(participants, person));
    }

    /** Who is one already stays where they are: what was fetched may be ahead of what is told. */
    Shown withParticipant(long person) {
        return participants.contains(person)
                ? this
                : new Shown(id, title, owner, butFor(coaches, person), and(participants, person));
    }

    Shown withCoach(long person) {
        return coaches.contains(person)
                ? this
                : new Shown(id, title, owner, and(coaches, person), butFor(participants, person));
    }

    private static List<Long> butFor(List<Long> people, long person) {
        return people.stream().filter(it -> it != person).toList();
    }

    private static List<Long> and(List<Long> people, long person) {
        return Stream.concat(people.stream(), Stream.of(person)).toList();
    }
}
