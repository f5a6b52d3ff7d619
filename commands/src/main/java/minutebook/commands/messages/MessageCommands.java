package minutebook.commands.messages;

import java.util.List;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.People;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.Projects;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.messages.MessageEvent;

/** Sends messages. Thread-safe; blocks. */
public final class MessageCommands {
    private final CommandHandler handler;
    private final Projects projects;
    private final FileStore files;
    private final Book book;
    private final ClaimKeys keys;
    private final MessageRules rules = new MessageRules();

    public MessageCommands(
            CommandHandler handler, Projects projects, FileStore files, Book book, ClaimKeys keys) {
        this.handler = handler;
        this.projects = projects;
        this.files = files;
        this.book = book;
        this.keys = keys;
    }

    /**
     * See {@link CommandHandler#handle}. What is done is one message: of several with the same
     * {@code clientMessageId} the first, whatever the others say.
     */
    public Outcome handle(CommandId commandId, SendMessage wish) {
        return handler.handle(commandId, projects.states(), new Talk(wish));
    }

    /** Decided on who is in the project, and written to its room at whatever version that is. */
    private final class Talk implements Matter<Project, MessageEvent> {
        private final SendMessage wish;

        Talk(SendMessage wish) {
            this.wish = wish;
        }

        @Override
        public UserId actor() {
            return wish.by();
        }

        @Override
        public StreamId subject() {
            return StreamId.of(wish.project());
        }

        @Override
        public boolean writesSubject() {
            return false;
        }

        @Override
        public Decision<MessageEvent> decide(Folded<Project> subject, People people) {
            return rules.decide(wish, subject.state());
        }

        /** After the yes, so that no stranger fills the store; before the event, which names it. */
        @Override
        public void prepare() {
            Attachment attachment = wish.attachment();
            if (attachment != null) {
                files.keep(attachment.stored(), attachment.data().bytes());
            }
        }

        /** The sender's own name for the message, which nobody ever gives back. */
        @Override
        public List<Claim> claims(Project before, List<MessageEvent> events) {
            String name = wish.clientMessageId();
            return name == null
                    ? List.of()
                    : List.of(
                            new Claim(
                                    keys.clientMessage(wish.project(), wish.by(), name),
                                    StreamId.room(wish.project())));
        }

        @Override
        public Outcome taken(ClaimTaken taken) {
            long position = taken.holder().position();
            return new Done(position, book.read(position - 1, 1));
        }
    }
}
