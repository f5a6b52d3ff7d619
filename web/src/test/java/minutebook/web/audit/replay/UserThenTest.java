package minutebook.web.audit.replay;

import static minutebook.web.audit.replay.Told.ANNA;
import static minutebook.web.audit.replay.Told.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.UUID;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.queries.users.UserItem;
import org.junit.jupiter.api.Test;

class UserThenTest {
    private static final UserRegistered REGISTERED =
            new UserRegistered(ANNA, "a@example.org", "anna", "Anna", "Berg", new UUID(0, 1));

    private long position = 1;
    private UserThen anna = UserThen.after(null, recorded(position, null, REGISTERED));

    @Test
    void names_roles_and_the_archive_are_as_the_last_event_of_each_left_them() {
        then(new ProfileEdited(ANNA, "annab", "Ann", "Berg"));
        then(new EmailVerified(ANNA));
        then(new RoleGranted(ANNA, Role.ADMIN));
        then(new RoleGranted(ANNA, Role.AUDITOR));
        then(new RoleRevoked(ANNA, Role.ADMIN));
        then(new UserArchived(ANNA));
        assertEquals(new UserItem(ANNA, "a@example.org", "annab", "Ann", "Berg"), anna.names());
        assertEquals(Set.of(Role.AUDITOR), anna.roles());
        assertTrue(anna.verified());
        assertTrue(anna.archived());
        then(new UserUnarchived(ANNA));
        assertFalse(anna.archived());
        assertEquals(1, anna.registered().position());
    }

    @Test
    void of_an_erased_person_nothing_is_left_and_nothing_follows() {
        then(new RoleGranted(ANNA, Role.ADMIN));
        then(new UserErased(ANNA));
        assertEquals(UserItem.erased(ANNA), anna.names());
        assertTrue(anna.roles().isEmpty());
        assertNotNull(anna.erased());
        assertThrows(UnreadableEntry.class, () -> then(new UserArchived(ANNA)));
    }

    private void then(UserEvent event) {
        anna = UserThen.after(anna, recorded(++position, ANNA, event));
    }
}
