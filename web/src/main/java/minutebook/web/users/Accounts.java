package minutebook.web.users;

import java.util.Optional;
import java.util.UUID;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.users.PasswordChange;
import minutebook.commands.users.Registration;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.ChangePassword;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.book.Numbers;
import minutebook.events.vault.Credentials;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Party;
import minutebook.web.access.Passwords;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and their passwords: what of a command about them happens outside the book. A row of the
 * vault is there before the event that names it.
 */
public final class Accounts {
    private final Book book;
    private final ClaimKeys claims;
    private final Numbers numbers;
    private final SubjectKeys subjectKeys;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Users users;
    private final UserCommands commands;

    public Accounts(
            Book book,
            ClaimKeys claims,
            Numbers numbers,
            SubjectKeys subjectKeys,
            Credentials credentials,
            Passwords passwords,
            Users users,
            UserCommands commands) {
        this.book = book;
        this.claims = claims;
        this.numbers = numbers;
        this.subjectKeys = subjectKeys;
        this.credentials = credentials;
        this.passwords = passwords;
        this.users = users;
        this.commands = commands;
    }

    /** A try to log in. */
    Guess guess(String email, String password) {
        return new Guess(email, password);
    }

    /** A mail and a password that somebody typed. For one thread. */
    final class Guess {
        private final String email;
        private final String password;
        private @Nullable UserId account;

        private Guess(String email, String password) {
            this.email = email;
            this.password = password;
        }

        /**
         * Who has this mail and this password. Takes as long when there is nobody with this mail.
         */
        Optional<Registered> check(Party party) {
            Optional<Registered> user =
                    book.findClaim(claims.email(email))
                            .flatMap(claimed -> claimed.stream().user())
                            .flatMap(users::findLatest);
            account = user.map(Registered::id).orElse(null);
            Optional<String> hash = user.flatMap(it -> credentials.find(it.credential()));
            if (hash.isEmpty()) {
                passwords.matchNobody(party, password);
                return Optional.empty();
            }
            return user.filter(_ -> passwords.matches(party, password, hash.get()));
        }

        /** After the check, whose mail it is, whatever the password; null: nobody's. */
        @Nullable UserId account() {
            return account;
        }
    }

    /** Registers with a number that is drawn now, and opens {@code session}. */
    Outcome register(Party party, Registration wish, UUID session) {
        UserId user = numbers.nextUser();
        String hash = passwords.hash(party, wish.password());
        subjectKeys.create(user);
        UUID credential = credentials.keep(user, hash);
        Outcome outcome =
                commands.register(CommandId.fresh(), wish.command(user, credential), session);
        if (outcome instanceof Refused) {
            credentials.drop(credential);
        }
        return outcome;
    }

    Outcome changePassword(PasswordChange wish, Asked asked) {
        Caller caller = asked.caller();
        var party = Party.known("user-" + caller.user());
        Optional<Registered> user = users.findLatest(caller.user());
        user.ifPresent(wish::requireFitFor);
        Optional<String> hash = user.flatMap(it -> credentials.find(it.credential()));
        if (hash.isEmpty() || !passwords.matches(party, wish.olderPassword(), hash.get())) {
            return new Refused(UserRefusal.OLDER_PASSWORD_WRONG);
        }
        UUID older = user.get().credential();
        UUID newer = credentials.keep(caller.user(), passwords.hash(party, wish.newPassword()));
        Outcome outcome =
                commands.handle(
                        asked.id(),
                        new ChangePassword(caller.user(), caller.session(), older, newer));
        credentials.drop(outcome instanceof Refused ? newer : older);
        return outcome;
    }
}
