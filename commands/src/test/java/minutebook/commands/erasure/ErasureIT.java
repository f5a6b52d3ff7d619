package minutebook.commands.erasure;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.projects.ProjectRefusal.USER_NOT_FOUND;
import static minutebook.commands.users.UserRefusal.NOT_ON_ONESELF;
import static minutebook.commands.users.UserRefusal.NO_SUCH_USER;
import static minutebook.commands.users.UserRefusal.ONLY_ADMINS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import minutebook.commands.Node;
import minutebook.commands.erasure.EraseUser.EraseAnother;
import minutebook.commands.erasure.EraseUser.EraseOneself;
import minutebook.commands.messages.SendMessage;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserRefusal;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent.UserErased;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People are erased, on two nodes. DORA is an admin. */
class ErasureIT {
    private static final ProjectId OWN = new ProjectId(70);

    private Node node;
    private Node other;

    @BeforeEach
    void start() {
        node = Node.withCast();
        other = node.another();
        done(node.handle(new GrantRole(DORA, null, Role.ADMIN)));
        done(
                node.handle(
                        new CreateProject(BRIDGE, ANNA, "Bridge", List.of(), List.of(known(BEN)))));
        done(node.handle(new CreateProject(OWN, BEN, "Ben's own", List.of(), List.of())));
    }

    @AfterEach
    void stop() {
        other.close();
        node.close();
    }

    @Test
    void all_that_somebody_leaves_is_written_as_one_and_names_nobody() {
        List<Event> events =
                done(node.erase(new EraseOneself(BEN), memberships())).events().stream()
                        .map(RecordedEvent::event)
                        .toList();

        assertEquals(new UserErased(BEN), events.getFirst());
        assertEquals(3, events.size());
        assertTrue(events.contains(new MemberLeft(BRIDGE, BEN)));
        assertTrue(events.contains(new ProjectDeleted(OWN)));
        // The number stays taken; mail, username and title are anybody's.
        done(node.register(new UserId(50), "BEN@example.org", "Ben"));
        done(
                node.handle(
                        new CreateProject(
                                new ProjectId(71), ANNA, "ben's OWN", List.of(), List.of())));
    }

    @Test
    void the_owner_of_a_project_that_others_are_in_is_refused_with_its_title() {
        var refusal = refusal(node.erase(new EraseOneself(ANNA), memberships()));

        assertEquals(
                "Projects that others are in need an owner. Hand over or delete first: 'Bridge'.",
                refusal.text());
        assertEquals(refusal, refusal(node.erase(new EraseAnother(ANNA, DORA), memberships())));
        assertTrue(node.users().findLatest(ANNA).isPresent());
    }

    @Test
    void an_admin_erases_others_once_and_nobody_else_does() {
        assertEquals(ONLY_ADMINS, refusal(node.erase(new EraseAnother(BEN, CLEO), memberships())));
        assertEquals(
                UserRefusal.USER_NOT_FOUND,
                refusal(node.erase(new EraseAnother(NOBODY, DORA), memberships())));
        assertEquals(
                NOT_ON_ONESELF, refusal(node.erase(new EraseAnother(DORA, DORA), memberships())));
        assertFalse(
                done(node.erase(new EraseAnother(BEN, DORA), memberships())).events().isEmpty());
        assertTrue(
                done(other.erase(new EraseAnother(BEN, DORA), memberships())).events().isEmpty());
    }

    @Test
    void a_node_that_has_not_heard_of_it_writes_nothing_of_or_for_the_erased() {
        done(other.handle(new SendMessage(BRIDGE, BEN, null, "Hello", null, null)));
        assertTrue(other.users().isKnown(BEN));
        done(node.erase(new EraseOneself(BEN), memberships()));
        long head = node.book().head();

        assertEquals(
                NO_SUCH_USER,
                refusal(other.handle(new SendMessage(BRIDGE, BEN, null, "Again", null, null))));
        assertEquals(NO_SUCH_USER, refusal(other.handle(new EditProfile(BEN, "b", "B", "B"))));
        assertEquals(
                USER_NOT_FOUND,
                refusal(other.handle(new InviteParticipant(BRIDGE, ANNA, known(BEN)))));
        assertEquals(head, node.written().getLast().position());
    }

    @Test
    void who_is_brought_into_a_project_in_between_is_erased_from_that_too() {
        var late = new ProjectId(72);
        var asked = new int[1];
        Memberships overtaken =
                user -> {
                    var found = memberships().of(user);
                    if (asked[0]++ == 0) {
                        done(
                                other.handle(
                                        new CreateProject(
                                                late,
                                                CLEO,
                                                "Late",
                                                List.of(),
                                                List.of(known(BEN)))));
                    }
                    return found;
                };

        done(node.erase(new EraseOneself(BEN), overtaken));

        assertEquals(2, asked[0]);
        assertFalse(other.projects().findLatest(late).orElseThrow().hasMember(BEN));
    }

    /** As the read model would have them: all projects that there ever were. */
    private Memberships memberships() {
        return _ -> {
            var written = node.written();
            Stream<ProjectCreated> created =
                    written.stream()
                            .map(RecordedEvent::event)
                            .filter(ProjectCreated.class::isInstance)
                            .map(ProjectCreated.class::cast);
            return new Memberships.Found(
                    written.getLast().position(), created.map(ProjectCreated::project).toList());
        };
    }
}
