package minutebook.commands.users;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A link to set a new password, asked for at a time of the book. */
public record ResetRequest(UUID id, Instant at) {
    private static final Duration LIFE = Duration.ofMinutes(30);

    boolean isGood(Instant now) {
        return !now.isAfter(until());
    }

    /** When it ends. */
    public Instant until() {
        return at.plus(LIFE);
    }
}
