package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import minutebook.events.users.Role;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.Test;

class RoleWishTest {

    @Test
    void an_operator_grants_and_revokes_a_role_by_mail_address() {
        assertEquals(
                Optional.of(new RoleWish(true, "anna@example.org", Role.ADMIN)),
                RoleWish.of("grant", "anna@example.org", "admin"));
        assertEquals(
                Optional.of(new RoleWish(false, "anna@example.org", Role.ANALYST)),
                RoleWish.of("revoke", "anna@example.org", "analyst"));
    }

    @Test
    void what_is_no_role_is_told_with_those_that_are() {
        var problem =
                assertThrows(
                        CannotStart.class, () -> RoleWish.of("grant", "anna@example.org", "boss"));
        assertEquals("'boss' is no role: it is one of admin, auditor, analyst.", problem.line());
    }

    @Test
    void all_else_is_no_such_wish() {
        assertEquals(Optional.empty(), RoleWish.of("grant", "anna@example.org"));
        assertEquals(Optional.empty(), RoleWish.of("make", "anna@example.org", "admin"));
        assertEquals(Optional.empty(), RoleWish.of());
    }
}
