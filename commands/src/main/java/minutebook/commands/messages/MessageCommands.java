package minutebook.commands.messages;

import java.util.List;
import java.util.Optional;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.People;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.Projects;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.AppendFailure.OutcomeUnknown;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.messages.MessageEvent;
import minutebook.events.vault.VaultUnavailable;

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
        Outcome outcome = handler.handle(commandId, projects.states(), new Talk(wish));
        return outcome instanceof Refused ? sentBefore(wish).orElse(outcome) : outcome;
    }

    /** What was refused now may have been sent before, when its sender still might. */
    private Optional<Outcome> sentBefore(SendMessage wish) {
        try {
            return key(wish).flatMap(book::findClaim).map(claimed -> done(claimed.position()));
        } catch (AppendFailure away) {
            throw new OutcomeUnknown();
        }
    }

    /** Of the sender's own name for the message, which nobody ever gives back. */
    private Optional<String> key(SendMessage wish) {
        return Optional.ofNullable(wish.clientMessageId())
                .map(name -> keys.clientMessage(wish.project(), wish.by(), name));
    }

    /** It is done: "away", which says that it is not, would have it said twice. */
    private Outcome done(long position) {
        try {
            return new Done(position, book.read(position - 1, 1));
        } catch (AppendFailure | VaultUnavailable away) {
            throw new OutcomeUnknown();
        }
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
                files.keep(wish.by(), attachment.stored(), attachment.data().bytes());
            }
        }

        @Override
        public List<Claim> claims(Project before, List<MessageEvent> events) {
            return key(wish).map(key -> new Claim(key, StreamId.room(wish.project()))).stream()
                    .toList();
        }

        @Override
        public Outcome taken(ClaimTaken taken) {
            return done(taken.holder().position());
        }
    }
}
