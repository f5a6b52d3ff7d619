package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import minutebook.queries.Following.State;
import minutebook.queries.Following.Status;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void only_what_decides_makes_a_server_not_ready() {
        var health =
                new Health()
                        .decides("book", Part::up)
                        .tells("projects", () -> Part.down("It stopped."));

        assertTrue(Health.isReady(health.look()));

        health.decides("database", () -> Part.down("It is away."));

        assertFalse(Health.isReady(health.look()));
    }

    @Test
    void who_has_stopped_says_where_how_far_behind_and_why() {
        Part part =
                FollowerHealth.of(
                        new Status("projects", State.STOPPED, 41, "A row breaks a rule"),
                        57,
                        Duration.ofSeconds(70));

        assertFalse(part.isUp());
        assertEquals(
                Map.of(
                        "state", "STOPPED",
                        "position", 41L,
                        "head", 57L,
                        "behind", 16L,
                        "late_seconds", 70L,
                        "reason",
                                "A row breaks a rule. It stopped behind position 41, until a server"
                                        + " is started again or the tables are made anew. The log"
                                        + " has the rest."),
                part.data());
    }

    @Test
    void who_is_late_goes_on_and_says_so() {
        Status leading = new Status("projects", State.LEADING, 41, null);

        Part late = FollowerHealth.of(leading, 57, Duration.ofSeconds(11));

        assertTrue(late.isUp());
        assertTrue(late.data().containsKey("reason"), late::toString);
        assertFalse(
                FollowerHealth.of(leading, 57, Duration.ofSeconds(2)).data().containsKey("reason"));
    }
}
