package minutebook.commands.projects;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Cast.unknown;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_THE_OWNER;
import static minutebook.commands.projects.ProjectRefusal.NEW_OWNER_NOT_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.NOT_A_COACH;
import static minutebook.commands.projects.ProjectRefusal.NOT_A_PARTICIPANT;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER_OR_COACH;
import static minutebook.commands.projects.ProjectRefusal.ONLY_PARTICIPANTS_ARE_REMOVED;
import static minutebook.commands.projects.ProjectRefusal.OWNER_CANNOT_LEAVE;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_FULL;
import static minutebook.commands.projects.ProjectRefusal.USER_NOT_FOUND;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import minutebook.commands.Scenario;
import minutebook.commands.projects.Project.Deleted;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.DeleteProject;
import minutebook.commands.projects.ProjectCommand.DesignateCoach;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.LeaveProject;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.projects.ProjectCommand.WithdrawCoach;
import minutebook.events.UserId;
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
import org.junit.jupiter.api.Test;

class ProjectDeciderTest {
    private static final ProjectCreated CREATED =
            new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN));

    private final Scenario<ProjectCommand, Project, ProjectEvent> project =
            new Scenario<>(new ProjectDecider());

    @Test
    void the_owner_renames_a_project() {
        project.given(CREATED)
                .when(new RenameProject(BRIDGE, ANNA, " Tower "))
                .then(
                        new ProjectRenamed(BRIDGE, "Tower"),
                        new Open(ANNA, "Tower", Set.of(CLEO), Set.of(BEN)));
    }

    @Test
    void another_case_is_another_title() {
        project.given(CREATED)
                .when(new RenameProject(BRIDGE, ANNA, "BRIDGE"))
                .then(new ProjectRenamed(BRIDGE, "BRIDGE"));
    }

    @Test
    void renaming_to_the_same_title_is_nothing_to_do() {
        project.given(CREATED).when(new RenameProject(BRIDGE, ANNA, "Bridge")).thenNothing();
    }

    @Test
    void only_the_owner_renames_a_project() {
        project.given(CREATED)
                .when(new RenameProject(BRIDGE, CLEO, "Tower"))
                .thenRefused(ONLY_OWNER);
        project.given(CREATED)
                .when(new RenameProject(BRIDGE, BEN, "Bridge"))
                .thenRefused(ONLY_OWNER);
    }

    @Test
    void the_older_owner_becomes_a_coach() {
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, ANNA, known(BEN)))
                .then(
                        new ProjectHandedOver(BRIDGE, BEN),
                        new Open(BEN, "Bridge", Set.of(CLEO, ANNA), Set.of()));
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, ANNA, known(CLEO)))
                .then(
                        new ProjectHandedOver(BRIDGE, CLEO),
                        new Open(CLEO, "Bridge", Set.of(ANNA), Set.of(BEN)));
    }

    @Test
    void only_the_owner_hands_over_and_only_to_another_member() {
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, CLEO, known(CLEO)))
                .thenRefused(ONLY_OWNER);
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, ANNA, unknown(NOBODY)))
                .thenRefused(USER_NOT_FOUND);
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, ANNA, known(DORA)))
                .thenRefused(NEW_OWNER_NOT_A_MEMBER);
        project.given(CREATED)
                .when(new HandOverProject(BRIDGE, ANNA, known(ANNA)))
                .thenRefused(ALREADY_THE_OWNER);
    }

    @Test
    void the_rights_of_an_owner_go_with_the_project() {
        project.given(CREATED, new ProjectHandedOver(BRIDGE, BEN))
                .when(new RenameProject(BRIDGE, ANNA, "Mine"))
                .thenRefused(ONLY_OWNER);
        project.given(CREATED, new ProjectHandedOver(BRIDGE, BEN))
                .when(new LeaveProject(BRIDGE, ANNA))
                .then(new MemberLeft(BRIDGE, ANNA));
    }

    @Test
    void the_owner_deletes_a_project() {
        project.given(CREATED)
                .when(new DeleteProject(BRIDGE, ANNA))
                .then(new ProjectDeleted(BRIDGE), new Deleted());
    }

    @Test
    void only_the_owner_deletes_a_project() {
        project.given(CREATED).when(new DeleteProject(BRIDGE, CLEO)).thenRefused(ONLY_OWNER);
        project.given(CREATED).when(new DeleteProject(BRIDGE, BEN)).thenRefused(ONLY_OWNER);
    }

    @Test
    void any_member_invites() {
        for (UserId member : List.of(ANNA, BEN, CLEO)) {
            project.given(CREATED)
                    .when(new InviteParticipant(BRIDGE, member, known(DORA)))
                    .then(
                            new ParticipantInvited(BRIDGE, DORA),
                            new Open(ANNA, "Bridge", Set.of(CLEO), Set.of(BEN, DORA)));
        }
    }

    @Test
    void nobody_is_invited_who_is_unknown_or_there_already() {
        project.given(CREATED)
                .when(new InviteParticipant(BRIDGE, BEN, unknown(NOBODY)))
                .thenRefused(USER_NOT_FOUND);
        for (UserId member : List.of(ANNA, BEN, CLEO)) {
            project.given(CREATED)
                    .when(new InviteParticipant(BRIDGE, BEN, known(member)))
                    .thenRefused(ALREADY_A_MEMBER);
        }
    }

    @Test
    void a_project_of_500_members_is_full() {
        List<UserId> others = LongStream.range(100, 599).mapToObj(UserId::new).toList();
        project.given(new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), others))
                .when(new InviteParticipant(BRIDGE, ANNA, known(DORA)))
                .thenRefused(PROJECT_FULL);
        project.given(new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), others))
                .when(new InviteParticipant(BRIDGE, ANNA, known(others.getFirst())))
                .thenRefused(ALREADY_A_MEMBER);
        project.given(
                        new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), others),
                        new MemberLeft(BRIDGE, others.getFirst()))
                .when(new InviteParticipant(BRIDGE, ANNA, known(DORA)))
                .then(new ParticipantInvited(BRIDGE, DORA));
    }

    @Test
    void coaches_and_participants_leave() {
        project.given(CREATED)
                .when(new LeaveProject(BRIDGE, BEN))
                .then(
                        new MemberLeft(BRIDGE, BEN),
                        new Open(ANNA, "Bridge", Set.of(CLEO), Set.of()));
        project.given(CREATED)
                .when(new LeaveProject(BRIDGE, CLEO))
                .then(
                        new MemberLeft(BRIDGE, CLEO),
                        new Open(ANNA, "Bridge", Set.of(), Set.of(BEN)));
    }

    @Test
    void the_owner_does_not_leave() {
        project.given(CREATED).when(new LeaveProject(BRIDGE, ANNA)).thenRefused(OWNER_CANNOT_LEAVE);
    }

    @Test
    void owner_and_coach_designate_a_coach() {
        for (UserId leader : List.of(ANNA, CLEO)) {
            project.given(CREATED)
                    .when(new DesignateCoach(BRIDGE, leader, known(BEN)))
                    .then(
                            new CoachDesignated(BRIDGE, BEN),
                            new Open(ANNA, "Bridge", Set.of(CLEO, BEN), Set.of()));
        }
    }

    @Test
    void a_participant_designates_nobody() {
        project.given(CREATED)
                .when(new DesignateCoach(BRIDGE, BEN, unknown(NOBODY)))
                .thenRefused(ONLY_OWNER_OR_COACH);
    }

    @Test
    void only_a_participant_becomes_a_coach() {
        project.given(CREATED)
                .when(new DesignateCoach(BRIDGE, ANNA, unknown(NOBODY)))
                .thenRefused(USER_NOT_FOUND);
        for (UserId other : List.of(ANNA, CLEO, DORA)) {
            project.given(CREATED)
                    .when(new DesignateCoach(BRIDGE, ANNA, known(other)))
                    .thenRefused(NOT_A_PARTICIPANT);
        }
    }

    @Test
    void owner_and_coach_withdraw_a_coach_even_themselves() {
        for (UserId leader : List.of(ANNA, CLEO)) {
            project.given(CREATED)
                    .when(new WithdrawCoach(BRIDGE, leader, known(CLEO)))
                    .then(
                            new CoachWithdrawn(BRIDGE, CLEO),
                            new Open(ANNA, "Bridge", Set.of(), Set.of(BEN, CLEO)));
        }
    }

    @Test
    void only_a_coach_is_withdrawn() {
        project.given(CREATED)
                .when(new WithdrawCoach(BRIDGE, BEN, known(CLEO)))
                .thenRefused(ONLY_OWNER_OR_COACH);
        project.given(CREATED)
                .when(new WithdrawCoach(BRIDGE, CLEO, unknown(NOBODY)))
                .thenRefused(USER_NOT_FOUND);
        for (UserId other : List.of(ANNA, BEN, DORA)) {
            project.given(CREATED)
                    .when(new WithdrawCoach(BRIDGE, CLEO, known(other)))
                    .thenRefused(NOT_A_COACH);
        }
    }

    @Test
    void owner_and_coach_remove_a_participant() {
        for (UserId leader : List.of(ANNA, CLEO)) {
            project.given(CREATED)
                    .when(new RemoveParticipant(BRIDGE, leader, known(BEN)))
                    .then(
                            new ParticipantRemoved(BRIDGE, BEN),
                            new Open(ANNA, "Bridge", Set.of(CLEO), Set.of()));
        }
    }

    @Test
    void only_a_participant_is_removed() {
        project.given(CREATED)
                .when(new RemoveParticipant(BRIDGE, BEN, known(BEN)))
                .thenRefused(ONLY_OWNER_OR_COACH);
        project.given(CREATED)
                .when(new RemoveParticipant(BRIDGE, CLEO, unknown(NOBODY)))
                .thenRefused(USER_NOT_FOUND);
        for (UserId other : List.of(ANNA, CLEO, DORA)) {
            project.given(CREATED)
                    .when(new RemoveParticipant(BRIDGE, CLEO, known(other)))
                    .thenRefused(ONLY_PARTICIPANTS_ARE_REMOVED);
        }
    }

    @Test
    void who_was_removed_may_come_back() {
        project.given(CREATED, new ParticipantRemoved(BRIDGE, BEN))
                .when(new InviteParticipant(BRIDGE, ANNA, known(BEN)))
                .then(new ParticipantInvited(BRIDGE, BEN), state(Set.of(CLEO), Set.of(BEN)));
    }

    private static Project state(Set<UserId> coaches, Set<UserId> participants) {
        return new Open(ANNA, "Bridge", coaches, participants);
    }
}
