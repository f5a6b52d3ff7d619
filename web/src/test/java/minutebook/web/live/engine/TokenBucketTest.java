package minutebook.web.live.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_burst_and_then_so_many_a_second() {
        var bucket = new TokenBucket(100, 20, 0);

        assertEquals(100, taken(bucket, 0));
        assertEquals(20, taken(bucket, SECOND));
        assertEquals(10, taken(bucket, SECOND + SECOND / 2));
    }

    @Test
    void idling_saves_up_no_more_than_a_burst() {
        var bucket = new TokenBucket(100, 20, 0);

        assertEquals(100, taken(bucket, 3_600 * SECOND));
    }

    private static int taken(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }
}
