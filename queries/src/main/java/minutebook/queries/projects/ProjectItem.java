package minutebook.queries.projects;

import java.util.List;
import java.util.stream.Stream;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.users.UserItem;

/**
 * A project as its members see it: the {@code project_item} of the contract. Coaches and
 * participants are in the order in which they became so.
 */
public record ProjectItem(
        ProjectId id,
        String title,
        UserItem owner,
        List<UserItem> coaches,
        List<UserItem> participants) {
    public ProjectItem {
        coaches = List.copyOf(coaches);
        participants = List.copyOf(participants);
    }

    /** Whether somebody owns it, coaches or takes part. */
    public boolean hasMember(UserId user) {
        return Stream.of(List.of(owner), coaches, participants)
                .flatMap(List::stream)
                .anyMatch(it -> it.id().equals(user));
    }
}
