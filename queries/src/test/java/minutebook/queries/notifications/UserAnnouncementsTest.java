package minutebook.queries.notifications;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserUnarchived;
import org.junit.jupiter.api.Test;

/** The wire format of {@code action_user}, and who is told. */
class UserAnnouncementsTest {
    private static final Instant AT = Instant.parse("2021-08-06T22:58:00.123456Z");

    private static String told(UserEvent event) {
        Announcement told = UserAnnouncements.of(event, ANNA).orElseThrow();
        assertEquals(List.of(event.user()), told.recipients());
        assertEquals("action_user", told.event());
        assertTrue(UserAnnouncements.concerns(event));
        return Payload.of(told, null, AT).json();
    }

    @Test
    void a_user_is_told_of_becoming_an_admin_and_of_being_none_any_more() {
        assertEquals(
                "{\"type\":\"admin_user\",\"message\":\"You become an admin.\","
                        + "\"data\":{\"user_id\":2,\"admin\":true},"
                        + "\"created_at\":\"2021-08-06T22:58:00.123456Z\"}",
                told(new RoleGranted(BEN, Role.ADMIN)));
        assertEquals(
                "{\"type\":\"admin_user\",\"message\":\"You become a normal.\","
                        + "\"data\":{\"user_id\":2,\"admin\":false},"
                        + "\"created_at\":\"2021-08-06T22:58:00.123456Z\"}",
                told(new RoleRevoked(BEN, Role.ADMIN)));
    }

    @Test
    void an_archived_user_is_told_so() {
        assertEquals(
                "{\"type\":\"archive_user\",\"message\":\"You was archived.\","
                        + "\"data\":{\"user_id\":2,\"archive\":true},"
                        + "\"created_at\":\"2021-08-06T22:58:00.123456Z\"}",
                told(new UserArchived(BEN)));
    }

    @Test
    void of_all_else_nobody_is_told_nor_who_did_it() {
        for (UserEvent event :
                List.of(
                        new RoleGranted(BEN, Role.AUDITOR),
                        new RoleRevoked(BEN, Role.ANALYST),
                        new UserUnarchived(BEN),
                        new PasswordResetRequested(BEN, new UUID(3, 1)))) {
            assertFalse(UserAnnouncements.concerns(event), event.toString());
        }
        assertEquals(Optional.empty(), UserAnnouncements.of(new RoleGranted(BEN, Role.ADMIN), BEN));
    }
}
