package minutebook.events.projects;

import java.util.List;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/** What can happen to a project. Kept for ever: add types or optional fields, never change one. */
public sealed interface ProjectEvent extends Event {
    ProjectId project();

    @Override
    default StreamId stream() {
        return StreamId.of(project());
    }

    /** Nobody is named twice: an owner is neither coach nor participant, a coach no participant. */
    record ProjectCreated(
            ProjectId project,
            UserId owner,
            String title,
            List<UserId> coaches,
            List<UserId> participants)
            implements ProjectEvent {}

    record ProjectRenamed(ProjectId project, String title) implements ProjectEvent {}

    /** {@code owner} is the new owner; the one before becomes a coach. */
    record ProjectHandedOver(ProjectId project, UserId owner) implements ProjectEvent {}

    record ParticipantInvited(ProjectId project, UserId participant) implements ProjectEvent {}

    /** {@code member}, a coach or a participant, left by their own wish. */
    record MemberLeft(ProjectId project, UserId member) implements ProjectEvent {}

    record CoachDesignated(ProjectId project, UserId coach) implements ProjectEvent {}

    /** {@code coach} is a participant from here on. */
    record CoachWithdrawn(ProjectId project, UserId coach) implements ProjectEvent {}

    record ParticipantRemoved(ProjectId project, UserId participant) implements ProjectEvent {}

    record ProjectDeleted(ProjectId project) implements ProjectEvent {}
}
