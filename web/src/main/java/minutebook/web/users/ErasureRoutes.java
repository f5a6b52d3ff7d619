package minutebook.web.users;

import java.util.OptionalLong;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.erasure.EraseUser.EraseAnother;
import minutebook.commands.erasure.EraseUser.EraseOneself;
import minutebook.commands.erasure.ErasureCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.web.access.Asked;
import minutebook.web.access.Commands;
import minutebook.web.access.Roles;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Routes;

/**
 * Erases people, for ever: themselves, or others by an admin. Nothing is asked for beside the
 * token: the contract names no body.
 */
public final class ErasureRoutes {
    private final Commands commands;
    private final ErasureCommands rules;
    private final Roles roles;

    public ErasureRoutes(Commands commands, ErasureCommands rules, Roles roles) {
        this.commands = commands;
        this.rules = rules;
        this.roles = roles;
    }

    public void routing(Routes routes) {
        routes.delete("/api/v1/users/me", commands.user(this::eraseMe, "You are erased."))
                .delete("/api/v1/users/{user}", commands.user(this::erase, "The user is erased."));
    }

    private Outcome eraseMe(Asked asked) {
        return rules.handle(asked.id(), new EraseOneself(asked.caller().user()));
    }

    private Outcome erase(Asked asked) {
        UserId by = asked.caller().user();
        OptionalLong user = PathNumber.of(asked.request(), "user");
        if (user.isPresent()) {
            return rules.handle(asked.id(), new EraseAnother(new UserId(user.getAsLong()), by));
        }
        // 403 comes before 404, also of what cannot be a user's number.
        return new Refused(
                roles.has(by, Role.ADMIN) ? UserRefusal.USER_NOT_FOUND : UserRefusal.ONLY_ADMINS);
    }
}
