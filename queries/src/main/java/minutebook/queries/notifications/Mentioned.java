package minutebook.queries.notifications;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.UserEvent;
import minutebook.queries.projects.Roster;
import minutebook.queries.projects.Rosters;

/** Collects whose names a batch of events may need, so that all are read at once. */
final class Mentioned {
    private final Set<UserId> ids = new HashSet<>();
    private final Rosters rosters;

    private Mentioned(Rosters rosters) {
        this.rosters = rosters;
    }

    static Set<UserId> in(List<RecordedEvent> events, Rosters rosters) {
        var mentioned = new Mentioned(rosters);
        for (RecordedEvent it : events) {
            switch (it.event()) {
                case UserEvent event -> mentioned.ids.add(event.user());
                case ProjectEvent event -> mentioned.add(event);
                default -> {}
            }
        }
        return mentioned.ids;
    }

    private void add(ProjectEvent event) {
        switch (event) {
            case ProjectCreated it -> {
                ids.add(it.owner());
                ids.addAll(it.coaches());
                ids.addAll(it.participants());
            }
            case ParticipantInvited it -> {
                ids.add(it.participant());
                // The newcomer is shown the whole project. Who came into it since the batch began
                // is named by an event of the batch.
                addMembers(it);
            }
            case MemberLeft it -> ids.add(it.member());
            case CoachDesignated it -> ids.add(it.coach());
            case CoachWithdrawn it -> ids.add(it.coach());
            case ParticipantRemoved it -> ids.add(it.participant());
            case ProjectHandedOver it -> ids.add(it.owner());
            case ProjectDeleted it -> addOwner(it);
            case ProjectRenamed _ -> {}
        }
    }

    private void addMembers(ProjectEvent event) {
        Roster roster = rosters.get(event.project());
        if (roster != null) {
            ids.addAll(roster.members());
        }
    }

    private void addOwner(ProjectEvent event) {
        Roster roster = rosters.get(event.project());
        if (roster != null) {
            ids.add(roster.owner());
        }
    }
}
