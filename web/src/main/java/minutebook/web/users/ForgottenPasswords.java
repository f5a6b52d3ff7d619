package minutebook.web.users;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.users.ForgottenPassword;
import minutebook.commands.users.PasswordRenewal;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.RequestPasswordReset;
import minutebook.commands.users.UserCommand.ResetPassword;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.vault.Credentials;
import minutebook.web.access.Party;
import minutebook.web.access.Passwords;

/** The way back in for who forgot the password: a link by mail, and a new password by the link. */
public final class ForgottenPasswords {
    private static final System.Logger LOG = System.getLogger(ForgottenPasswords.class.getName());

    private final Book book;
    private final ClaimKeys claims;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Users users;
    private final UserCommands commands;
    private final Links links;
    private final Clock clock;

    public ForgottenPasswords(
            Book book,
            ClaimKeys claims,
            Credentials credentials,
            Passwords passwords,
            Users users,
            UserCommands commands,
            Links links,
            Clock clock) {
        this.book = book;
        this.claims = claims;
        this.credentials = credentials;
        this.passwords = passwords;
        this.users = users;
        this.commands = commands;
        this.links = links;
        this.clock = clock;
    }

    /** Sees to it that a link is mailed, if there is a user of this address who may log in. */
    void request(ForgottenPassword wish) {
        book.findClaim(claims.email(wish.email()))
                .flatMap(claimed -> claimed.stream().user())
                .ifPresent(this::request);
    }

    private void request(UserId user) {
        try {
            commands.handle(CommandId.fresh(), new RequestPasswordReset(user, UUID.randomUUID()));
        } catch (AppendFailure notDone) {
            // Told to the caller it would tell that there is such a user.
            LOG.log(System.Logger.Level.WARNING, "A forgotten password was asked for in vain");
        }
    }

    /** Sets a new password by a link, which is looked at before anything is hashed. */
    Outcome renew(Party party, PasswordRenewal wish) {
        Links.Reset link = links.toReset(wish.token()).orElseThrow(Links::wrong);
        Instant now = clock.instant();
        Registered user =
                users.findLatest(link.user())
                        .filter(it -> it.password().isResetBy(link.request(), now))
                        .orElse(null);
        if (user == null) {
            return new Refused(UserRefusal.RESET_LINK_DEAD);
        }
        wish.requireFitFor(user);
        UUID newer = credentials.keep(user.id(), passwords.hash(party, wish.newPassword()));
        Outcome outcome =
                commands.handle(
                        CommandId.fresh(),
                        new ResetPassword(user.id(), link.request(), newer, now));
        credentials.drop(outcome instanceof Refused ? newer : user.credential());
        return outcome;
    }
}
