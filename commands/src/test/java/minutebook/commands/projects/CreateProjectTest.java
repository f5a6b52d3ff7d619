package minutebook.commands.projects;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Cast.unknown;
import static minutebook.commands.Inputs.faultsOf;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_CREATED;
import static minutebook.commands.projects.ProjectRefusal.TOO_MANY_MEMBERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import minutebook.commands.Scenario;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.users.Person;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateProjectTest {
    private final Scenario<ProjectCommand, Project, ProjectEvent> project =
            new Scenario<>(new ProjectDecider());

    @Test
    void who_creates_a_project_owns_it() {
        project.given()
                .when(create("Bridge", List.of(known(CLEO)), List.of(known(BEN))))
                .then(
                        new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN)),
                        new Open(ANNA, "Bridge", Set.of(CLEO), Set.of(BEN)));
    }

    @Test
    void who_is_named_in_both_lists_is_a_coach() {
        project.given()
                .when(
                        create(
                                "Bridge",
                                List.of(known(CLEO), known(CLEO)),
                                List.of(known(BEN), known(CLEO), known(BEN))))
                .then(new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN)));
    }

    @Test
    void the_owner_named_among_the_others_is_dropped() {
        project.given()
                .when(create("Bridge", List.of(known(ANNA)), List.of(known(ANNA), known(BEN))))
                .then(new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of(BEN)));
    }

    @Test
    void a_project_has_500_members_at_most_the_owner_included() {
        List<Person> coaches = people(100, 300);
        project.given()
                .when(create("Bridge", coaches, people(300, 599)))
                .then(
                        new ProjectCreated(
                                BRIDGE, ANNA, "Bridge", ids(coaches), ids(people(300, 599))));
        project.given()
                .when(create("Bridge", coaches, people(300, 600)))
                .thenRefused(TOO_MANY_MEMBERS);
        // Those named twice count once.
        project.given()
                .when(create("Bridge", coaches, people(100, 599)))
                .then(
                        new ProjectCreated(
                                BRIDGE, ANNA, "Bridge", ids(coaches), ids(people(300, 599))));
    }

    @Test
    void a_project_is_created_once() {
        var created = new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of());
        project.given(created)
                .when(create("Bridge", List.of(), List.of()))
                .thenRefused(ALREADY_CREATED);
        project.given(created, new ProjectDeleted(BRIDGE))
                .when(create("Bridge", List.of(), List.of()))
                .thenRefused(ALREADY_CREATED);
    }

    @Test
    void all_faulty_fields_are_named_at_once() {
        assertEquals(
                Map.of(
                        "title", "'title' is required.",
                        "coaches", "'coaches' must be ids of users.",
                        "participants", "'participants' must be ids of users."),
                faultsOf(
                        () ->
                                create(
                                        "  ",
                                        List.of(known(CLEO), unknown(NOBODY)),
                                        List.of(unknown(NOBODY)))));
    }

    @Test
    void a_title_has_1_to_255_characters_after_trimming() {
        assertEquals("x".repeat(255), rename(" " + "x".repeat(255) + "\n").title());
        // One character to a reader, two to Java.
        assertEquals("🌉".repeat(255), rename("🌉".repeat(255)).title());
        assertEquals(
                Map.of("title", "'title' must have at most 255 characters."),
                faultsOf(() -> rename("x".repeat(256))));
        assertEquals(Map.of("title", "'title' is required."), faultsOf(() -> rename("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\tb", "a\u007fb", "a\u0085b", "a\ud800b"})
    void a_title_has_no_control_characters(String title) {
        assertEquals(
                Map.of("title", "'title' must not contain control characters."),
                faultsOf(() -> rename(title)));
    }

    private static CreateProject create(
            String title, List<Person> coaches, List<Person> participants) {
        return new CreateProject(BRIDGE, ANNA, title, coaches, participants);
    }

    private static RenameProject rename(String title) {
        return new RenameProject(BRIDGE, ANNA, title);
    }

    private static List<Person> people(long from, long to) {
        return LongStream.range(from, to).mapToObj(id -> known(new UserId(id))).toList();
    }

    private static List<UserId> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }
}
