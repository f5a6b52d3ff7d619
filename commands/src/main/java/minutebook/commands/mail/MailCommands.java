package minutebook.commands.mail;

import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.People;
import minutebook.commands.States;
import minutebook.commands.users.UserRefusal;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import minutebook.events.mail.MailEvent;
import minutebook.events.users.Role;

/** What admins may ask of mails. Thread-safe; blocks. */
public final class MailCommands {
    /** Few: admins look at a mail now and then. */
    private static final int REMEMBERED_MAX = 100;

    private final CommandHandler handler;
    private final MailDecider rules = new MailDecider();
    private final States<Mails> mails;

    public MailCommands(CommandHandler handler, Book book) {
        this.handler = handler;
        this.mails = States.of(book::readStream, rules, MailEvent.class, REMEMBERED_MAX);
    }

    /** See {@link CommandHandler#handle}. */
    public Outcome handle(CommandId commandId, RetryMail wish) {
        return handler.handle(commandId, mails, new Retrying(wish));
    }

    private final class Retrying implements Matter<Mails, MailEvent> {
        private final RetryMail wish;

        Retrying(RetryMail wish) {
            this.wish = wish;
        }

        @Override
        public UserId actor() {
            return wish.by();
        }

        @Override
        public StreamId subject() {
            return StreamId.mail(wish.user());
        }

        @Override
        public Decision<MailEvent> decide(Folded<Mails> subject, People people) {
            return people.standing(wish.by()).has(Role.ADMIN)
                    ? rules.decide(wish, subject.state())
                    : Decision.refuse(UserRefusal.ONLY_ADMINS);
        }
    }
}
