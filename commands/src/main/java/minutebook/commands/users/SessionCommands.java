package minutebook.commands.users;

import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.People;
import minutebook.commands.States;
import minutebook.commands.users.SessionCommand.ContinueSession;
import minutebook.commands.users.SessionCommand.EndSession;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import minutebook.events.users.SessionEvent;

/** Logs users in and out, and gives them new tokens. Thread-safe; blocks. */
public final class SessionCommands {
    private static final int REMEMBERED_MAX = 50_000;

    private final CommandHandler handler;
    private final Users users;
    private final States<Session> sessions;
    private final SessionDecider rules = new SessionDecider();

    public SessionCommands(CommandHandler handler, Users users, Book book) {
        this.handler = handler;
        this.users = users;
        this.sessions = States.of(book::readStream, rules, SessionEvent.class, REMEMBERED_MAX);
    }

    /**
     * See {@link CommandHandler#handle}. The position of what is done is what the new token is to
     * name.
     */
    public Outcome handle(CommandId commandId, SessionCommand command) {
        return switch (command) {
            case OpenSession it -> handler.handle(commandId, users.states(), new LogIn(it));
            case ContinueSession _, EndSession _ ->
                    handler.handle(commandId, sessions, new Going(command));
        };
    }

    /** The session is new, so that nothing can come between; the user is not. */
    private final class LogIn implements Matter<User, SessionEvent> {
        private final OpenSession wish;

        LogIn(OpenSession wish) {
            this.wish = wish;
        }

        @Override
        public UserId actor() {
            return wish.user();
        }

        @Override
        public StreamId subject() {
            return StreamId.of(wish.user());
        }

        @Override
        public boolean writesSubject() {
            return false;
        }

        @Override
        public Decision<SessionEvent> decide(Folded<User> subject, People people) {
            return rules.decideOn(subject.state(), wish);
        }
    }

    private final class Going implements Matter<Session, SessionEvent> {
        private final SessionCommand command;

        Going(SessionCommand command) {
            this.command = command;
        }

        @Override
        public UserId actor() {
            return command.user();
        }

        @Override
        public StreamId subject() {
            return StreamId.session(command.session());
        }

        @Override
        public Decision<SessionEvent> decide(Folded<Session> subject, People people) {
            return rules.decideOn(subject, command);
        }
    }
}
