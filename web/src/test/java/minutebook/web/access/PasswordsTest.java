package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.http.Problem;
import org.junit.jupiter.api.Test;

/** Passwords are hashed, and not by all at once. */
class PasswordsTest {
    private static final int WAITING_MAX = 10;
    private static final int CROWD_SIZE = 30;
    private static final Party ANNA = Party.stranger("192.0.2.1");
    private static final Party CROWD = Party.stranger("192.0.2.2");

    private final Passwords passwords = new Passwords(HashCost.OWASP, WAITING_MAX);

    @Test
    void a_password_matches_its_own_hash_and_no_other() {
        String hash = passwords.hash(ANNA, "a few words");

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(passwords.matches(ANNA, "a few words", hash));
        assertFalse(passwords.matches(ANNA, "a few Words", hash));
    }

    @Test
    void somebody_waits_for_one_of_a_crowd_and_not_for_all_of_it() throws Exception {
        var served = new AtomicInteger();
        var refused = new ConcurrentLinkedQueue<Integer>();
        // Two are being hashed, and the line is full; or some were so quick that it was not.
        var full = new CountDownLatch(CROWD_SIZE - WAITING_MAX - 2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CROWD_SIZE; i++) {
                threads.execute(
                        () -> {
                            try {
                                passwords.hash(CROWD, "a guess");
                                served.incrementAndGet();
                            } catch (Problem crowded) {
                                refused.add(crowded.status());
                            } finally {
                                full.countDown();
                            }
                        });
            }
            assertTrue(full.await(1, TimeUnit.MINUTES));
            int before = served.get();
            passwords.hash(ANNA, "a few words");

            assertTrue(served.get() - before <= 5, served.get() + " of " + WAITING_MAX);
        }
        assertEquals(List.of(503), refused.stream().distinct().toList());
        assertEquals(CROWD_SIZE, served.get() + refused.size());
    }
}
