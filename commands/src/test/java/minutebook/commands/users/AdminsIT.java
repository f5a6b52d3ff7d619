package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.BRIDGE;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Cast.known;
import static minutebook.commands.Cast.unknown;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_THE_OWNER;
import static minutebook.commands.projects.ProjectRefusal.NEW_OWNER_NOT_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER;
import static minutebook.commands.users.UserRefusal.ARCHIVED;
import static minutebook.commands.users.UserRefusal.ONLY_ADMINS;
import static minutebook.commands.users.UserRefusal.USER_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import minutebook.commands.Node;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.commands.users.UserCommand.ArchiveUser;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.commands.users.UserCommand.UnarchiveUser;
import minutebook.events.users.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What admins may, and archived users may not, on two nodes. DORA is an admin. */
class AdminsIT {
    private Node node;
    private Node other;

    @BeforeEach
    void start() {
        node = Node.withCast();
        other = node.another();
        done(node.handle(new GrantRole(DORA, null, Role.ADMIN)));
        done(
                node.handle(
                        new CreateProject(
                                BRIDGE,
                                ANNA,
                                "Bridge",
                                List.of(known(CLEO)),
                                List.of(known(BEN)))));
    }

    @AfterEach
    void stop() {
        other.close();
        node.close();
    }

    @Test
    void only_admins_do_what_admins_do_and_not_any_more_once_they_are_none() {
        assertEquals(ONLY_ADMINS, refusal(node.handle(new GrantRole(BEN, ANNA, Role.ADMIN))));
        assertEquals(ONLY_ADMINS, refusal(node.handle(new ArchiveUser(NOBODY, ANNA))));
        assertEquals(USER_NOT_FOUND, refusal(node.handle(new ArchiveUser(NOBODY, DORA))));

        done(other.handle(new GrantRole(ANNA, DORA, Role.ADMIN)));
        // This node has not heard of it, and asks the book before it says no.
        done(node.handle(new RevokeRole(DORA, ANNA, Role.ADMIN)));
        // The other one still takes Dora for an admin, and the book does not.
        assertEquals(ONLY_ADMINS, refusal(other.handle(new ArchiveUser(ANNA, DORA))));
    }

    @Test
    void an_archived_user_does_nothing_until_they_are_back() {
        var wish = new EditProfile(ANNA, "anna", "Anna", "Berg");
        var login = new OpenSession(UUID.randomUUID(), ANNA, credential());
        assertTrue(other.users().find(ANNA).isPresent());
        done(node.handle(new ArchiveUser(ANNA, DORA)));

        assertEquals(ARCHIVED, refusal(other.handle(wish)));
        assertEquals(ARCHIVED, refusal(other.handle(login)));
        assertEquals(ARCHIVED, refusal(node.handle(new RenameProject(BRIDGE, ANNA, "Tunnel"))));

        done(node.handle(new UnarchiveUser(ANNA, DORA)));
        done(other.handle(wish));
        done(other.handle(login));
    }

    @Test
    void an_admin_hands_over_what_an_archived_user_owns() {
        var toBen = new HandOverProject(BRIDGE, DORA, known(BEN));
        assertEquals(ONLY_MEMBERS, refusal(node.handle(toBen)));
        done(node.handle(new ArchiveUser(ANNA, DORA)));

        assertEquals(
                ONLY_OWNER, refusal(node.handle(new HandOverProject(BRIDGE, CLEO, known(BEN)))));
        assertEquals(ONLY_MEMBERS, refusal(node.handle(new RenameProject(BRIDGE, DORA, "Mine"))));
        assertEquals(
                USER_NOT_FOUND.text(),
                refusal(node.handle(new HandOverProject(BRIDGE, DORA, unknown(NOBODY)))).text());
        assertEquals(
                NEW_OWNER_NOT_A_MEMBER,
                refusal(node.handle(new HandOverProject(BRIDGE, DORA, known(DORA)))));
        assertEquals(
                ALREADY_THE_OWNER,
                refusal(node.handle(new HandOverProject(BRIDGE, DORA, known(ANNA)))));

        done(other.handle(toBen));

        assertEquals(
                new Open(BEN, "Bridge", Set.of(ANNA, CLEO), Set.of()),
                node.projects().findLatest(BRIDGE).orElseThrow());
        // The owner is not archived any more.
        assertEquals(
                ONLY_MEMBERS, refusal(node.handle(new HandOverProject(BRIDGE, DORA, known(CLEO)))));
    }

    private UUID credential() {
        return node.users().find(ANNA).orElseThrow().credential();
    }
}
