package minutebook.web.access;

import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.web.access.Access.UserHandler;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;

/** Who may do what is for a role alone. Asks the book, as it is at this moment. Thread-safe. */
public final class Roles {
    private final Users users;

    public Roles(Users users) {
        this.users = users;
    }

    public boolean has(UserId user, Role role) {
        return users.standing(user, true).has(role);
    }

    /** Throws {@link Problem} 403, which names the role, if the caller has it not. */
    public void require(Caller caller, Role role) {
        if (!has(caller.user(), role)) {
            throw Problems.of(refusal(role));
        }
    }

    /** The same handler, for this role alone. */
    public UserHandler only(Role role, UserHandler handler) {
        return (request, response, caller) -> {
            require(caller, role);
            handler.handle(request, response, caller);
        };
    }

    private static UserRefusal refusal(Role role) {
        return switch (role) {
            case ADMIN -> UserRefusal.ONLY_ADMINS;
            case AUDITOR -> UserRefusal.ONLY_AUDITORS;
            case ANALYST -> UserRefusal.ONLY_ANALYSTS;
        };
    }
}
