package minutebook.commands.notifications;

import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.People;
import minutebook.commands.States;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import minutebook.events.notifications.InboxEvent;

/** Notes what users have read. Thread-safe; blocks. */
public final class InboxCommands {
    private static final int REMEMBERED_MAX = 10_000;

    private final CommandHandler handler;
    private final InboxDecider rules = new InboxDecider();
    private final States<Inbox> inboxes;

    public InboxCommands(CommandHandler handler, Book book) {
        this.handler = handler;
        this.inboxes = States.of(book::readStream, rules, InboxEvent.class, REMEMBERED_MAX);
    }

    /** See {@link CommandHandler#handle}. */
    public Outcome handle(CommandId commandId, MarkRead wish) {
        return handler.handle(commandId, inboxes, new Reading(wish));
    }

    private final class Reading implements Matter<Inbox, InboxEvent> {
        private final MarkRead wish;

        Reading(MarkRead wish) {
            this.wish = wish;
        }

        @Override
        public UserId actor() {
            return wish.user();
        }

        @Override
        public StreamId subject() {
            return StreamId.inbox(wish.user());
        }

        @Override
        public Decision<InboxEvent> decide(Folded<Inbox> subject, People people) {
            return rules.decide(wish, subject.state());
        }
    }
}
