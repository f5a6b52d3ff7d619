package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import minutebook.events.UserId;
import minutebook.web.http.Problem;
import minutebook.web.throttle.Throttle.Place;
import org.junit.jupiter.api.Test;

/** How many streams somebody has. */
class OpenStreamsTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    private final OpenStreams streams = new OpenStreams(2);

    @Test
    void one_too_many_is_refused_until_another_ends_and_others_are_not_touched() {
        Place first = streams.enter(ANNA);
        Place _ = streams.enter(ANNA);

        Problem refusal = assertThrows(Problem.class, () -> streams.enter(ANNA));
        assertEquals(429, refusal.status());
        assertEquals("30", refusal.headers().get("Retry-After"));
        Place _ = streams.enter(BEN);

        first.close();
        first.close();
        Place _ = streams.enter(ANNA);
        assertThrows(Problem.class, () -> streams.enter(ANNA), "closed twice, freed once");
    }
}
