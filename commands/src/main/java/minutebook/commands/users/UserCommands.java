package minutebook.commands.users;

import java.util.List;
import java.util.UUID;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Refusal;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.ClaimKeys;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;
import org.jspecify.annotations.Nullable;

/** Registers users, edits their profiles, changes their passwords. Thread-safe; blocks. */
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
    public Outcome handle(UUID commandId, UserCommand command) {
        return handler.handle(commandId, users.states(), new Account(command));
    }

    private final class Account implements Matter<User, UserEvent> {
        private final UserCommand command;

        Account(UserCommand command) {
            this.command = command;
        }

        @Override
        public @Nullable UserId actor() {
            return command instanceof RegisterUser ? null : command.user();
        }

        @Override
        public StreamId subject() {
            return StreamId.of(command.user());
        }

        @Override
        public Decision<UserEvent> decide(Folded<User> subject) {
            return rules.decide(command, subject.state());
        }

        @Override
        public List<Claim> claims(User before, List<UserEvent> events) {
            return events.stream()
                    .flatMap(event -> keysOf(event).stream())
                    .map(key -> new Claim(key, subject()))
                    .toList();
        }

        /** The older username, unless the new one differs from it only in case. */
        @Override
        public List<Claim> releases(User before, List<UserEvent> events) {
            if (!(before instanceof Registered user)
                    || !(events.getFirst() instanceof ProfileEdited edited)) {
                return List.of();
            }
            String older = keys.username(user.username());
            return older.equals(keys.username(edited.username()))
                    ? List.of()
                    : List.of(new Claim(older, subject()));
        }

        private List<String> keysOf(UserEvent event) {
            return switch (event) {
                case UserRegistered it ->
                        List.of(keys.email(it.email()), keys.username(it.username()));
                case ProfileEdited it -> List.of(keys.username(it.username()));
                case PasswordChanged _ -> List.of();
            };
        }

        @Override
        public Refusal taken(String key) {
            return command instanceof RegisterUser it && key.equals(keys.email(it.email()))
                    ? UserRefusal.EMAIL_TAKEN
                    : UserRefusal.USERNAME_TAKEN;
        }
    }
}
