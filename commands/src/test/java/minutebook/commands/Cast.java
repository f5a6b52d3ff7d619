package minutebook.commands;

import minutebook.commands.users.Person;
import minutebook.events.ProjectId;
import minutebook.events.UserId;

/**
 * Who the tests are about. ANNA owns the project, BEN takes part, CLEO coaches, DORA is a stranger.
 */
public final class Cast {
    public static final UserId ANNA = new UserId(1);
    public static final UserId BEN = new UserId(2);
    public static final UserId CLEO = new UserId(3);
    public static final UserId DORA = new UserId(4);

    /** The id of no user. */
    public static final UserId NOBODY = new UserId(99);

    public static final ProjectId BRIDGE = new ProjectId(5);

    private Cast() {}

    public static Person known(UserId user) {
        return new Person(user, true);
    }

    public static Person unknown(UserId user) {
        return new Person(user, false);
    }
}
