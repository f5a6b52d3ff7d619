package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A project between two events: its title, and who is in it as what. */
record Team(
        long project,
        String title,
        long owner,
        SortedSet<Long> coaches,
        SortedSet<Long> participants) {

    Team {
        coaches = new TreeSet<>(coaches);
        participants = new TreeSet<>(participants);
    }

    /** The project after this event; null: it is deleted. */
    static @Nullable Team after(@Nullable Team before, String type, JsonNode data) {
        if (type.equals("project-created")) {
            return created(data);
        }
        if (before == null) {
            throw new IllegalStateException(type + " of no project: " + data);
        }
        return switch (type) {
            case "project-renamed" -> before.titled(data.path("title").asText());
            case "project-deleted" -> null;
            case "project-handed-over" -> before.handedTo(data.path("owner").asLong());
            case "participant-invited" -> before.without(0, data.path("participant").asLong());
            case "participant-removed" -> before.without(data.path("participant").asLong(), 0);
            case "member-left" -> before.without(data.path("member").asLong(), 0);
            case "coach-designated" -> before.coached(data.path("coach").asLong());
            case "coach-withdrawn" -> {
                long coach = data.path("coach").asLong();
                yield before.without(coach, coach);
            }
            default -> throw new IllegalStateException("No event of a project: " + type);
        };
    }

    private static Team created(JsonNode data) {
        var coaches = new TreeSet<Long>();
        data.path("coaches").forEach(it -> coaches.add(it.asLong()));
        var participants = new TreeSet<Long>();
        data.path("participants").forEach(it -> participants.add(it.asLong()));
        return new Team(
                data.path("project").asLong(),
                data.path("title").asText(),
                data.path("owner").asLong(),
                coaches,
                participants);
    }

    SortedSet<Long> members() {
        var members = new TreeSet<>(coaches);
        members.addAll(participants);
        members.add(owner);
        return members;
    }

    private Team titled(String next) {
        return new Team(project, next, owner, coaches, participants);
    }

    /** Without {@code gone}; then with {@code participant}, if that is not 0. */
    private Team without(long gone, long participant) {
        var team = new Team(project, title, owner, coaches, participants);
        team.coaches.remove(gone);
        team.participants.remove(gone);
        if (participant != 0) {
            team.participants.add(participant);
        }
        return team;
    }

    private Team coached(long coach) {
        Team team = without(coach, 0);
        team.coaches.add(coach);
        return team;
    }

    private Team handedTo(long next) {
        Team team = without(next, 0);
        team.coaches.add(owner);
        return new Team(project, title, next, team.coaches, team.participants);
    }
}
