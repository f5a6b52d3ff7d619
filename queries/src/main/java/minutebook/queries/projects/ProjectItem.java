package minutebook.queries.projects;

import java.util.List;
import minutebook.events.ProjectId;
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
}
