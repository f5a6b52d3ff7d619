package minutebook.commands.users;

import java.util.List;
import java.util.UUID;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.People;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.OfAdmin;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.users.Role;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;
import org.jspecify.annotations.Nullable;

/** All that can be asked of accounts. Thread-safe; blocks. */
public final class UserCommands {
    private final CommandHandler handler;
    private final Users users;
    private final ClaimKeys keys;
    private final UserDecider rules = new UserDecider();

    public UserCommands(CommandHandler handler, Users users, ClaimKeys keys) {
        this.handler = handler;
        this.users = users;
        this.keys = keys;
    }

    /** See {@link CommandHandler#handle}. */
    public Outcome handle(CommandId commandId, UserCommand command) {
        return handler.handle(commandId, users.states(), new Account(command, List.of()));
    }

    /**
     * Registers, and logs in by the same append, so that nobody is told "no" who is a user already.
     * The last event is the session's.
     */
    public Outcome register(CommandId commandId, RegisterUser command, UUID session) {
        var opened = new SessionOpened(session, command.user());
        return handler.handle(commandId, users.states(), new Account(command, List.of(opened)));
    }

    private final class Account implements Matter<User, UserEvent> {
        private final UserCommand command;
        private final List<SessionEvent> alongside;

        Account(UserCommand command, List<SessionEvent> alongside) {
            this.command = command;
            this.alongside = alongside;
        }

        @Override
        public List<SessionEvent> alongside() {
            return alongside;
        }

        @Override
        public @Nullable UserId actor() {
            return command.by();
        }

        @Override
        public StreamId subject() {
            return StreamId.of(command.user());
        }

        @Override
        public Decision<UserEvent> decide(Folded<User> subject, People people) {
            UserId by = command.by();
            return command instanceof OfAdmin && by != null && !people.standing(by).has(Role.ADMIN)
                    ? Decision.refuse(UserRefusal.ONLY_ADMINS)
                    : rules.decide(command, subject.state());
        }

        @Override
        public List<Claim> claims(User before, List<UserEvent> events) {
            return switch (events.getFirst()) {
                case UserRegistered it ->
                        List.of(claim(keys.email(it.email())), claim(keys.username(it.username())));
                case ProfileEdited it when !held(before).contains(usernameOf(it)) ->
                        List.of(usernameOf(it));
                default -> List.of();
            };
        }

        @Override
        public List<Claim> releases(User before, List<UserEvent> events) {
            return events.getFirst() instanceof ProfileEdited it
                    ? held(before).stream().filter(older -> !older.equals(usernameOf(it))).toList()
                    : List.of();
        }

        /** The username that the user has; one that differs only in case is the same. */
        private List<Claim> held(User before) {
            return before instanceof Registered user
                    ? List.of(claim(keys.username(user.username())))
                    : List.of();
        }

        private Claim usernameOf(ProfileEdited event) {
            return claim(keys.username(event.username()));
        }

        private Claim claim(String key) {
            return new Claim(key, subject());
        }

        @Override
        public Outcome taken(ClaimTaken taken) {
            boolean mail =
                    command instanceof RegisterUser it
                            && taken.claim().key().equals(keys.email(it.email()));
            return new Refused(mail ? UserRefusal.EMAIL_TAKEN : UserRefusal.USERNAME_TAKEN);
        }
    }
}
