package minutebook.web.mail.outbox;

import java.time.Clock;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.User.Password;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.Users;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.mail.MailReason;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.web.mail.letters.LetterWriter;
import minutebook.web.mail.letters.Occasion;
import minutebook.web.mail.transport.Mail;
import org.jspecify.annotations.Nullable;

/**
 * Writes a mail when it is about to be sent, from the book as it is then: what is no longer true is
 * not mailed. Blocks; thread-safe.
 */
public final class Clerk {
    private final Book book;
    private final Users users;
    private final Projects projects;
    private final LetterWriter letters;
    private final Clock clock;

    public Clerk(Book book, Users users, Projects projects, LetterWriter letters, Clock clock) {
        this.book = book;
        this.users = users;
        this.projects = projects;
        this.letters = letters;
        this.clock = clock;
    }

    /** What is to be done with an entry of the outbox. */
    sealed interface Order {
        record Send(Mail mail) implements Order {}

        record Drop(MailReason reason) implements Order {}
    }

    /**
     * @throws minutebook.events.book.AppendFailure.BookUnavailable if the database is away
     */
    Order order(Entry entry) {
        RecordedEvent about = book.read(entry.position() - 1, 1).getFirst();
        Registered recipient = users.findLatest(entry.recipient()).orElse(null);
        if (recipient == null || recipient.archived()) {
            return new Order.Drop(MailReason.NO_RECIPIENT);
        }
        Occasion occasion = occasion(about, recipient);
        return occasion == null
                ? new Order.Drop(MailReason.OUTDATED)
                : new Order.Send(
                        letters.write(occasion, recipient, about.position(), about.recordedAt()));
    }

    /** Whether somebody who was written to is erased. */
    boolean isGone(UserId recipient) {
        return users.findLatest(recipient).isEmpty();
    }

    /** Null: there is none any more. */
    private @Nullable Occasion occasion(RecordedEvent about, Registered recipient) {
        Event event = about.event();
        return switch (event) {
            case UserRegistered _ when !recipient.mail().verified() -> new Occasion.VerifyEmail();
            case PasswordResetRequested it -> reset(it, recipient.password());
            case PasswordChanged _, PasswordReset _ -> new Occasion.PasswordChanged();
            case UserUnarchived _ -> new Occasion.AccountUnarchived();
            case ProjectEvent it when recipient.mail().projects() ->
                    projects.findLatest(it.project())
                            .filter(project -> project.hasMember(recipient.id()))
                            .map(project -> added(project, about.actor()))
                            .orElse(null);
            default -> null;
        };
    }

    private @Nullable Occasion reset(PasswordResetRequested event, Password password) {
        return password.reset(event.request(), clock.instant())
                .map(it -> new Occasion.PasswordReset(it.id(), it.until()))
                .orElse(null);
    }

    private Occasion added(Open project, @Nullable UserId by) {
        String name = by == null ? "" : users.findLatest(by).map(Registered::username).orElse("");
        return new Occasion.AddedToProject(project.title(), name);
    }
}
