package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the book for everybody: who is to be told what, who may see which message, who
 * was where when. A reading of its own, of the rows and the contract alone.
 */
public final class Expectations {
    private final List<BookEvent> book;
    private final String epoch;
    private final Map<Long, JsonNode> people;
    private final Map<Long, Team> teams = new HashMap<>();
    private final Map<Long, Set<String>> titles = new HashMap<>();
    private final Map<Long, TreeMap<Long, Boolean>> admins = new HashMap<>();
    private final Memberships memberships = new Memberships();
    private final Talk talk = new Talk();
    private final TeamHistory history = new TeamHistory();
    private final Notices notices;

    /**
     * @param book all of it, in order
     * @param epoch the book's
     * @param people everybody's user_item, by id; nobody's changes
     */
    public Expectations(List<BookEvent> book, String epoch, Map<Long, ObjectNode> people) {
        this.book = List.copyOf(book);
        this.epoch = epoch;
        this.people = new HashMap<>();
        people.forEach((id, item) -> this.people.put(id, Frames.read(item.toString())));
        notices = new Notices(people);
        this.book.forEach(this::note);
    }

    private void note(BookEvent event) {
        JsonNode data = event.data();
        if (event.type().startsWith("role-") && data.path("role").asText().equals("admin")) {
            admins.computeIfAbsent(data.path("user").asLong(), _ -> new TreeMap<>())
                    .put(event.position(), event.type().equals("role-granted"));
        }
        if (event.stream().startsWith("user-")) {
            notices.note(event, data);
        } else if (event.type().equals("message-sent")) {
            talk.note(event, data);
        } else if (event.stream().startsWith("project-")) {
            long project = data.path("project").asLong();
            Team before = teams.get(project);
            Team after = Team.after(before, event.type(), data);
            memberships.note(event, before, after);
            notices.note(event, data, before, after);
            history.note(project, event.position(), after);
            keep(project, after);
        }
    }

    private void keep(long project, @Nullable Team team) {
        if (team == null) {
            teams.remove(project);
        } else {
            teams.put(project, team);
            titles.computeIfAbsent(project, _ -> new HashSet<>()).add(team.title());
        }
    }

    String epoch() {
        return epoch;
    }

    List<BookEvent> book() {
        return book;
    }

    Notices notices() {
        return notices;
    }

    Talk talk() {
        return talk;
    }

    TeamHistory teams() {
        return history;
    }

    Memberships memberships() {
        return memberships;
    }

    @Nullable JsonNode person(long user) {
        return people.get(user);
    }

    /** Whether the project ever had this title. */
    boolean isTitle(long project, String title) {
        return titles.getOrDefault(project, Set.of()).contains(title);
    }

    /** The position that an id on the wire stands for; -1: it is none of this book's. */
    long position(String id) {
        String number = id.startsWith(epoch + "-") ? id.substring(epoch.length() + 1) : "";
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1;
    }

    /** The position of the last event. */
    long head() {
        return book.size();
    }

    /** Whether somebody was an admin there. */
    boolean wasAdmin(long user, long position) {
        var last = admins.getOrDefault(user, new TreeMap<>()).floorEntry(position);
        return last != null && last.getValue();
    }

    /** The last position that was recorded before then, or just then; 0: none. */
    long lastBefore(Instant time) {
        int from = 0;
        int to = book.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (book.get(middle).recordedAt().isAfter(time)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** When the event there was recorded; {@link Instant#MAX}: there is none. */
    Instant recordedAt(long position) {
        if (position == 0) {
            return Instant.MIN;
        }
        return position < 0 || position > head()
                ? Instant.MAX
                : book.get((int) position - 1).recordedAt();
    }
}
