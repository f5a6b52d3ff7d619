package minutebook.commands.erasure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minutebook.commands.Folded;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.Project.Open;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;

/** What becomes of the projects of somebody who goes for good. For one thread. */
final class Parting {
    private final UserId user;
    private final boolean handsOver;
    private final Map<StreamId, Long> seen = new HashMap<>();
    private final List<ProjectEvent> events = new ArrayList<>();
    private final Map<StreamId, String> deleted = new HashMap<>();
    private final List<String> shared = new ArrayList<>();

    /** {@code handsOver}: what they share, others own from then on; else it is {@link #shared}. */
    Parting(UserId user, boolean handsOver) {
        this.user = user;
        this.handsOver = handsOver;
    }

    /** One more project, as it is now. */
    void from(ProjectId id, Folded<Project> project) {
        seen.put(StreamId.of(id), project.version());
        switch (project.state()) {
            case Open it when it.isOwnedBy(user) && it.members() > 1 && handsOver -> {
                events.add(new ProjectHandedOver(id, heir(it)));
                events.add(new MemberLeft(id, user));
            }
            case Open it when it.isOwnedBy(user) && it.members() > 1 -> shared.add(it.title());
            case Open it when it.isOwnedBy(user) -> {
                events.add(new ProjectDeleted(id));
                deleted.put(StreamId.of(id), it.title());
            }
            case Open it when it.hasMember(user) -> events.add(new MemberLeft(id, user));
            case Open _, Project.NotYet _, Project.Deleted _ -> {
                // Left, or gone, since it was found.
            }
        }
    }

    /** Who has led it for longest, or else been in it. */
    private static UserId heir(Open project) {
        return Stream.concat(project.coaches().stream(), project.participants().stream())
                .findFirst()
                .orElseThrow();
    }

    /** The versions that it was seen at. */
    Map<StreamId, Long> seen() {
        return seen;
    }

    /** What happens to them. */
    List<ProjectEvent> events() {
        return events;
    }

    /** The titles that are free again. */
    Map<StreamId, String> deleted() {
        return deleted;
    }

    /** The titles of those that nobody owned if it were done. */
    List<String> shared() {
        return shared;
    }
}
