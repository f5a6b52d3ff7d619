package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.SocketHistory.Happening;
import minutebook.web.soak.check.SocketHistory.Heard;
import minutebook.web.soak.check.SocketHistory.Joined;
import minutebook.web.soak.check.Talk.Said;

/**
 * Holds one client's sockets against the book: of each room all messages that its user may see,
 * from the first on, each once, in order, to the letter; of others none. For one history.
 */
public final class SocketCheck {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM/dd/yyyy, HH:mm").withZone(ZoneOffset.UTC);

    private final Expectations expectations;
    private final Contents contents;
    private final SocketHistory history;
    private final Map<Long, Sequence> rooms = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private SocketCheck(Expectations expectations, Contents contents, SocketHistory history) {
        this.expectations = expectations;
        this.contents = contents;
        this.history = history;
    }

    /** The differences, in the order in which the client met them. */
    public static List<Difference> of(
            Expectations expectations, Contents contents, SocketHistory history) {
        var check = new SocketCheck(expectations, contents, history);
        history.happenings().forEach(check::happened);
        check.end();
        return check.differences;
    }

    private void happened(Happening happening) {
        switch (happening) {
            case Joined it -> missing(it.project(), it.known(), "by its return");
            case Heard it -> heard(it);
        }
    }

    private void heard(Heard heard) {
        JsonNode item = Frames.read(heard.item());
        Optional<Said> said = expectations.talk().find(item.path("id").asLong());
        if (said.isEmpty()) {
            note(Kind.INVENTED, "heard " + heard.item());
            return;
        }
        Said it = said.get();
        long id = it.event().position();
        boolean isMembers =
                expectations.memberships().mayHave(it.project(), history.user(), id, heard.at());
        if (!it.isFor(history.user()) || !isMembers) {
            note(Kind.UNAUTHORISED, "heard " + heard.item());
            return;
        }
        room(it.project()).came(id).ifPresent(kind -> note(kind, "heard " + heard.item()));
        if (!same(it, item)) {
            note(Kind.ALTERED, "heard %s for %s".formatted(heard.item(), it.event().text()));
        }
    }

    private boolean same(Said said, JsonNode item) {
        Optional<String> content = contents.of(said);
        return expectations.position(item.path("event_id").asText()) == said.event().position()
                && content.isPresent()
                && content.get().equals(item.path("content").asText())
                && isPerson(said.sender(), item.path("sender"))
                && (said.receiver() == 0
                        ? item.path("receiver").isNull()
                        : isPerson(said.receiver(), item.path("receiver")))
                && item.path("created_at").asText().equals(MINUTE.format(said.event().recordedAt()))
                && item.path("file_name").isNull()
                && item.path("file_base64").isNull();
    }

    private boolean isPerson(long user, JsonNode item) {
        return Objects.equals(expectations.person(user), item);
    }

    /** Who is still a member has all; others have all up to the last that they heard. */
    private void end() {
        for (long project : expectations.talk().projects()) {
            boolean stays = expectations.memberships().isMemberAtTheEnd(project, history.user());
            long upTo = stays ? expectations.head() : room(project).reached();
            missing(project, upTo, "by the end");
        }
    }

    private void missing(long project, long upTo, String when) {
        room(project)
                .missingUpTo(upTo)
                .forEach(
                        id ->
                                note(
                                        Kind.GAP,
                                        "had not heard %d of project %d %s"
                                                .formatted(id, project, when)));
    }

    private Sequence room(long project) {
        return rooms.computeIfAbsent(
                project,
                _ -> new Sequence(expectations.talk().visible(project, history.user()), 0));
    }

    private void note(Kind kind, String what) {
        differences.add(new Difference(kind, history.name(), what));
    }
}
