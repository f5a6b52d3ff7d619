package minutebook.web.audit.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/** A project on paper, told event by event; its cast. */
final class Told {
    static final ProjectId BRIDGE = new ProjectId(5);
    static final UserId ANNA = new UserId(1);
    static final UserId BEN = new UserId(2);
    static final UserId CLEO = new UserId(3);
    static final UserId DORA = new UserId(4);

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Map<UserId, UserItem> names = new HashMap<>();
    private final List<String> sentences = new ArrayList<>();
    private @Nullable ProjectThen project;
    private long position;

    Told() {
        called(ANNA, "anna", "Anna", "Berg");
        called(BEN, "ben", "Ben", "Olsen");
        called(CLEO, "cleo", "Cleo", "Rose");
        called(DORA, "dora", "Dora", "Stein");
    }

    Told called(UserId user, String username, String firstName, String lastName) {
        names.put(
                user, new UserItem(user, username + "@example.org", username, firstName, lastName));
        return this;
    }

    Told erased(UserId user) {
        names.put(user, UserItem.erased(user));
        return this;
    }

    /** The next event, by the command of {@code actor}. */
    Told then(@Nullable UserId actor, Event event) {
        RecordedEvent recorded = recorded(++position, actor, event);
        sentences.add(
                Sentences.of(recorded, project, user -> names.getOrDefault(user, many(user)))
                        .orElse("untold"));
        if (event instanceof ProjectEvent) {
            project = ProjectThen.after(project, recorded);
        }
        return this;
    }

    static RecordedEvent recorded(long position, @Nullable UserId actor, Event event) {
        return new RecordedEvent(
                position,
                event.stream(),
                position,
                event,
                actor,
                new UUID(0, position),
                NOON.plusSeconds(position));
    }

    private static UserItem many(UserId user) {
        return new UserItem(user, "", "member" + user, "Member", user.toString());
    }

    /** The last sentence. */
    String told() {
        return sentences.getLast();
    }

    ProjectThen project() {
        if (project == null) {
            throw new IllegalStateException("There is no project yet");
        }
        return project;
    }
}
