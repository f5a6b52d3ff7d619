package minutebook.web;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.users.UserCommand;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.AppendFailure.BookRefused;
import minutebook.events.book.CommandId;
import minutebook.web.start.CannotStart;

/**
 * Roles by the operator's hand, who needs to be no user: so there can always be an admin. As one
 * more node, which appends one event and goes.
 */
final class OperatorRoles {
    /**
     * A database that is just busy, or restarted, is no reason to tell the operator to do it again.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration TRY_EVERY = Duration.ofMillis(200);

    private final WriteSide write;

    OperatorRoles(WriteSide write) {
        this.write = write;
    }

    /** What became of it, for the operator; throws {@link CannotStart} if nothing did. */
    String change(RoleWish wish) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return changed(wish);
            } catch (AppendFailure failed) {
                if (failed instanceof BookRefused || System.nanoTime() - until > 0) {
                    throw new CannotStart(
                            "The book could not be read or written: " + failed.getMessage(),
                            failed);
                }
                LockSupport.parkNanos(TRY_EVERY.toNanos());
            }
        }
    }

    private String changed(RoleWish wish) {
        UserId user = user(wish.email());
        boolean changed =
                isChanged(
                        wish.granted()
                                ? new GrantRole(user, null, wish.role())
                                : new RevokeRole(user, null, wish.role()));
        String form =
                wish.granted()
                        ? changed ? "%s is %s now." : "%s is %s already."
                        : changed ? "%s is not %s any more." : "%s is not %s anyway.";
        return form.formatted(wish.email(), wish.role().text());
    }

    private UserId user(String email) {
        return write.book()
                .findClaim(write.claims().email(email))
                .flatMap(claimed -> claimed.stream().user())
                .orElseThrow(
                        () ->
                                new CannotStart(
                                        "There is no user with the mail address '%s'."
                                                .formatted(email)));
    }

    private boolean isChanged(UserCommand command) {
        return switch (write.userCommands().handle(CommandId.fresh(), command)) {
            case Done done -> !done.events().isEmpty();
            case Refused refused -> throw new CannotStart(refused.refusal().text());
        };
    }
}
