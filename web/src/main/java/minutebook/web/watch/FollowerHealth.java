package minutebook.web.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import minutebook.queries.Following.Status;

/** How one of those is that follow the book: where it stands, how far behind, and why. */
public final class FollowerHealth {
    private static final Duration LATE_AFTER = Duration.ofSeconds(10);

    private FollowerHealth() {}

    /** Blocks for nothing. */
    public static Part of(String name, Lags lags) {
        return lags.followers().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> of(it, lags.head(), lags.late(name)))
                .orElseGet(() -> Part.down("It is not there."));
    }

    /** {@code late}: for how long it has been behind. */
    static Part of(Status status, long head, Duration late) {
        boolean going =
                switch (status.state()) {
                    case LEADING, WATCHING -> true;
                    case STARTING, RETRYING, STOPPED, CLOSED -> false;
                };
        Part part =
                new Part(going, Map.of())
                        .with("state", status.state().name())
                        .with("position", status.position())
                        .with("head", head)
                        .with("behind", Math.max(0, head - status.position()))
                        .with("late_seconds", late.toSeconds());
        return reason(status, late).map(why -> part.with("reason", why)).orElse(part);
    }

    private static Optional<String> reason(Status status, Duration late) {
        String error = status.error() == null ? "" : status.error() + ". ";
        return switch (status.state()) {
            case STARTING -> Optional.of("It has not begun yet.");
            case LEADING, WATCHING ->
                    late.compareTo(LATE_AFTER) > 0
                            ? Optional.of("It is late: more is written than it can follow.")
                            : Optional.empty();
            case RETRYING -> Optional.of(error + "It is tried again.");
            case STOPPED ->
                    Optional.of(
                            "%sIt stopped behind position %d, until a server is started again or the tables are made anew. The log has the rest."
                                    .formatted(error, status.position()));
            case CLOSED -> Optional.of("The server stops.");
        };
    }
}
