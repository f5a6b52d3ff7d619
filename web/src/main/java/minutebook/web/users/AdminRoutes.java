package minutebook.web.users;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.function.BiFunction;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.users.UserCommand;
import minutebook.commands.users.UserCommand.ArchiveUser;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.commands.users.UserCommand.UnarchiveUser;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.web.access.Asked;
import minutebook.web.access.Commands;
import minutebook.web.http.Routes;

/** What admins do to others: {@code /api/v1/users/admin} and {@code …/archive}. */
public final class AdminRoutes {
    private static final String ADMIN = "/api/v1/users/admin/{user}";
    private static final String ARCHIVE = "/api/v1/users/archive/{user}";

    private final Commands commands;
    private final UserCommands rules;
    private final Users users;

    public AdminRoutes(Commands commands, UserCommands rules, Users users) {
        this.commands = commands;
        this.rules = rules;
        this.users = users;
    }

    public void routing(Routes routes) {
        routes.post(ADMIN, commands.user(this::grant, "The user is an admin."))
                .delete(ADMIN, commands.user(this::revoke, "The user is no admin."))
                .post(ARCHIVE, commands.user(this::archive, "The user is archived."))
                .delete(ARCHIVE, commands.user(this::unarchive, "The user is not archived."));
    }

    private Outcome grant(Asked asked) {
        return handle(asked, (user, by) -> new GrantRole(user, by, Role.ADMIN));
    }

    private Outcome revoke(Asked asked) {
        return handle(asked, (user, by) -> new RevokeRole(user, by, Role.ADMIN));
    }

    private Outcome archive(Asked asked) {
        return handle(asked, ArchiveUser::new);
    }

    private Outcome unarchive(Asked asked) {
        return handle(asked, UnarchiveUser::new);
    }

    private Outcome handle(Asked asked, BiFunction<UserId, UserId, UserCommand> wish) {
        UserId by = asked.caller().user();
        return user(asked.request())
                .map(user -> rules.handle(asked.id(), wish.apply(user, by)))
                .orElseGet(() -> nobody(by));
    }

    /** 403 comes before 404, also of what cannot be a user's number. */
    private Outcome nobody(UserId by) {
        boolean admin = users.findLatest(by).filter(it -> it.has(Role.ADMIN)).isPresent();
        return new Refused(admin ? UserRefusal.USER_NOT_FOUND : UserRefusal.ONLY_ADMINS);
    }

    private static Optional<UserId> user(ServerRequest request) {
        String name = request.path().pathParameters().get("user");
        try {
            long number = Long.parseLong(name);
            return number > 0 && name.equals(Long.toString(number))
                    ? Optional.of(new UserId(number))
                    : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
