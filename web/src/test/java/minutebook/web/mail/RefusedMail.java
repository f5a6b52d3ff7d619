package minutebook.web.mail;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import minutebook.web.TestUser;

/** The mail to somebody who gets none. */
public final class RefusedMail {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RefusedMail() {}

    /** The number of the mail that {@code user} was refused at registering. */
    public static long id(TestUser user, TestUser admin) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (JsonNode mail : admin.get("/api/v1/mail?state=refused&per_page=100").at("/data")) {
                if (mail.at("/recipient/id").asLong() == user.id()) {
                    return mail.at("/id").asLong();
                }
            }
            Thread.sleep(20);
        }
        return fail("No mail was refused");
    }
}
