package minutebook.web.access;

import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.http.Problem;

/**
 * Those who are being served now. Who comes while they are more than can be in good time is refused
 * at once: what they would cost is better spent on those who are there. Only who has shown a good
 * token is counted, since strangers could take all places by sending slowly. Thread-safe.
 */
public final class Crowd {
    /** Each takes some 60 kB, and a slow machine does some hundreds of commands a second. */
    private static final int AT_ONCE_MAX = 1_500;

    private final AtomicInteger served = new AtomicInteger();

    /** Throws {@link Problem} 503 if there are too many. Who has entered leaves. */
    void enter() {
        if (served.incrementAndGet() > AT_ONCE_MAX) {
            leave();
            throw Problem.unavailable("The server has too much to do. Try again.");
        }
    }

    void leave() {
        served.decrementAndGet();
    }
}
