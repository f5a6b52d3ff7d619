package minutebook.queries;

import java.util.UUID;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent.UserRegistered;

/** Who plays in the tests: ANNA owns, BEN and DORA take part, CLEO coaches, EMIL is a stranger. */
public final class Cast {
    public static final UserId ANNA = new UserId(1);
    public static final UserId BEN = new UserId(2);
    public static final UserId CLEO = new UserId(3);
    public static final UserId DORA = new UserId(4);
    public static final UserId EMIL = new UserId(5);
    public static final ProjectId BRIDGE = new ProjectId(7);
    public static final ProjectId TUNNEL = new ProjectId(8);

    private Cast() {}

    public static UserRegistered registered(UserId user, String username) {
        return new UserRegistered(
                user,
                username + "@example.org",
                username,
                username.toUpperCase(java.util.Locale.ROOT),
                "Example",
                new UUID(0, user.value()));
    }

    /** All of them, as the first five events of a book. */
    public static UserRegistered[] all() {
        return new UserRegistered[] {
            registered(ANNA, "anna"),
            registered(BEN, "ben"),
            registered(CLEO, "cleo"),
            registered(DORA, "dora"),
            registered(EMIL, "emil")
        };
    }
}
