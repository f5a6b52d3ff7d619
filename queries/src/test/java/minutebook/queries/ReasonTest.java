package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void it_tells_the_kind_of_failure_and_nothing_of_its_text() {
        assertEquals(
                "A row breaks a rule of its table (SQLSTATE 23514)",
                Reason.of(new SQLException("Key (title)=(secret) …", "23514")));
        assertEquals(
                "A trigger or function of the database refused a row (SQLSTATE P0001)",
                Reason.of(new SQLException("secret", "P0001")));
        assertEquals(
                "A defect: IllegalStateException", Reason.of(new IllegalStateException("secret")));
    }

    @Test
    void a_state_that_is_none_is_not_told() {
        assertEquals(
                "The database did not do what was asked (SQLSTATE unknown)",
                Reason.of(new SQLException("secret", "secret")));
        assertEquals(
                "The database did not do what was asked (SQLSTATE unknown)",
                Reason.of(new SQLException("secret")));
    }
}
