package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import minutebook.events.UserId;
import minutebook.web.http.Problem;
import minutebook.web.throttle.Throttle.Place;
import org.junit.jupiter.api.Test;

/** How many streams, or sockets, somebody has. */
class OpenPlacesTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    private final OpenPlaces places = new OpenPlaces("streams", 2);

    @Test
    void one_too_many_is_refused_until_another_ends_and_others_are_not_touched() {
        Place first = places.enter(ANNA);
        Place _ = places.enter(ANNA);

        Problem refusal = assertThrows(Problem.class, () -> places.enter(ANNA));
        assertEquals(429, refusal.status());
        assertEquals("30", refusal.headers().get("Retry-After"));
        Place _ = places.enter(BEN);

        first.close();
        first.close();
        Place _ = places.enter(ANNA);
        assertThrows(Problem.class, () -> places.enter(ANNA), "closed twice, freed once");
    }
}
