package minutebook.commands.projects;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Cast.unknown;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import minutebook.commands.Decision.Accepted;
import minutebook.commands.Refusal;
import minutebook.commands.Refusal.Kind;
import minutebook.commands.Scenario;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.DeleteProject;
import minutebook.commands.projects.ProjectCommand.DesignateCoach;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.LeaveProject;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.projects.ProjectCommand.WithdrawCoach;
import minutebook.commands.users.Person;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectAccessTest {
    private static final ProjectCreated CREATED =
            new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN));

    private final ProjectDecider rules = new ProjectDecider();
    private final Scenario<ProjectCommand, Project, ProjectEvent> project = new Scenario<>(rules);

    static Stream<ProjectCommand> wishesOfAStranger() {
        return wishes(DORA, unknown(NOBODY));
    }

    private static Stream<ProjectCommand> wishes(UserId by, Person target) {
        return Stream.of(
                new RenameProject(BRIDGE, by, "Tower"),
                new HandOverProject(BRIDGE, by, target),
                new DeleteProject(BRIDGE, by),
                new InviteParticipant(BRIDGE, by, target),
                new LeaveProject(BRIDGE, by),
                new DesignateCoach(BRIDGE, by, target),
                new WithdrawCoach(BRIDGE, by, target),
                new RemoveParticipant(BRIDGE, by, target));
    }

    @ParameterizedTest
    @MethodSource("wishesOfAStranger")
    void a_project_that_never_was_is_not_found(ProjectCommand wish) {
        project.given().when(wish).thenRefused(PROJECT_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("wishesOfAStranger")
    void a_deleted_project_is_not_found(ProjectCommand wish) {
        project.given(CREATED, new ProjectDeleted(BRIDGE))
                .when(wish)
                .thenRefused(PROJECT_NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("wishesOfAStranger")
    void a_stranger_may_nothing_and_learns_nothing_of_others(ProjectCommand wish) {
        project.given(CREATED).when(wish).thenRefused(ONLY_MEMBERS);
    }

    @Test
    void the_texts_of_the_contract_are_to_the_letter() {
        assertEquals("Project Not Found", PROJECT_NOT_FOUND.text());
        assertEquals(Kind.NOT_FOUND, PROJECT_NOT_FOUND.kind());
        assertEquals("You must be a project's member.", ONLY_MEMBERS.text());
        assertEquals(Kind.FORBIDDEN, ONLY_MEMBERS.kind());
    }

    @ParameterizedTest
    @EnumSource
    void only_a_wish_that_does_not_fit_names_a_field(ProjectRefusal refusal) {
        switch (refusal.kind()) {
            case INVALID -> assertNotNull(refusal.field());
            case NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, STALE -> assertNull(refusal.field());
            case CONFLICT -> assertEquals(refusal == ProjectRefusal.TITLE_TAKEN, hasField(refusal));
        }
    }

    private static boolean hasField(Refusal refusal) {
        return refusal.field() != null;
    }

    /**
     * Whatever is wished, in whatever order, nobody is named twice and the project has an owner.
     */
    @Test
    void nobody_ever_has_two_roles() {
        var random = new Random(42);
        List<UserId> cast = List.of(ANNA, BEN, CLEO, DORA);
        Project state = rules.evolve(rules.initial(), CREATED, Instant.EPOCH);
        for (int i = 0; i < 5_000; i++) {
            UserId by = cast.get(random.nextInt(cast.size()));
            UserId target = cast.get(random.nextInt(cast.size()));
            List<ProjectCommand> wishes =
                    wishes(by, known(target)).filter(it -> !(it instanceof DeleteProject)).toList();
            ProjectCommand wish = wishes.get(random.nextInt(wishes.size()));
            if (rules.decide(wish, state) instanceof Accepted<ProjectEvent>(var events)) {
                for (ProjectEvent event : events) {
                    state = rules.evolve(state, event, Instant.EPOCH);
                }
            }
            assertEquals(rolesOf((Open) state).distinct().count(), rolesOf((Open) state).count());
        }
    }

    private static Stream<UserId> rolesOf(Open project) {
        return Stream.of(
                        Stream.of(project.owner()),
                        project.coaches().stream(),
                        project.participants().stream())
                .flatMap(it -> it);
    }
}
