package minutebook.web.mail.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import minutebook.commands.users.User;
import minutebook.commands.users.Users;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailKind;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets a mail of what happened: contract part 5. Who is here at that moment sees it
 * without a mail, so this does not follow from the book alone, and is never decided twice.
 */
public final class OutboxProjector implements Projector {
    private final Users users;
    private final Predicate<UserId> isHere;
    private final boolean limited;
    private final Runnable news;

    /** Whatever stands there at the start is to be sent, too. */
    private boolean isNew = true;

    /**
     * @param isHere whether somebody has a stream or a socket open, on any node
     * @param limited whether the eager are held back
     * @param news told when there may be something to send; must not block
     */
    public OutboxProjector(Users users, Predicate<UserId> isHere, boolean limited, Runnable news) {
        this.users = users;
        this.isHere = isHere;
        this.limited = limited;
        this.news = news;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<String> tables() {
        return List.of("outbox");
    }

    @Override
    public boolean isRebuildable() {
        return false;
    }

    @Override
    public boolean concerns(Event event) {
        return kindOf(event).isPresent()
                || event instanceof MailRetried
                || event instanceof UserErased;
    }

    static Optional<MailKind> kindOf(Event event) {
        return Optional.ofNullable(
                switch (event) {
                    case UserRegistered _ -> MailKind.VERIFY_EMAIL;
                    case PasswordResetRequested _ -> MailKind.PASSWORD_RESET;
                    case PasswordChanged _, PasswordReset _ -> MailKind.PASSWORD_CHANGED;
                    case UserUnarchived _ -> MailKind.ACCOUNT_UNARCHIVED;
                    case ProjectCreated _, ParticipantInvited _ -> MailKind.ADDED_TO_PROJECT;
                    default -> null;
                });
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        isNew = true;
        var addressed = new ArrayList<Addressed>();
        for (RecordedEvent it : events) {
            kindOf(it.event()).ifPresent(kind -> addressed.addAll(addressed(it, kind)));
        }
        OutboxRows.write(transaction, held(addressed, transaction));
        for (RecordedEvent it : events) {
            if (it.event() instanceof MailRetried retried) {
                OutboxRows.retry(transaction, retried);
            } else if (it.event() instanceof UserErased erased) {
                OutboxRows.erase(transaction, erased);
            }
        }
    }

    @Override
    public void projected(long position) {
        if (isNew) {
            isNew = false;
            news.run();
        }
    }

    /** A mail, and whom it is for. */
    private record Addressed(RecordedEvent about, MailKind kind, UserId recipient) {}

    private List<Addressed> addressed(RecordedEvent about, MailKind kind) {
        return recipients(about.event()).map(it -> new Addressed(about, kind, it)).toList();
    }

    private Stream<UserId> recipients(Event event) {
        return switch (event) {
            case UserRegistered it -> Stream.of(it.user());
            case PasswordResetRequested it -> Stream.of(it.user());
            case PasswordChanged it -> Stream.of(it.user());
            case PasswordReset it -> Stream.of(it.user());
            case UserUnarchived it -> Stream.of(it.user());
            case ProjectCreated it ->
                    Stream.concat(it.coaches().stream(), it.participants().stream())
                            .filter(this::isToldOfProjects);
            case ParticipantInvited it ->
                    Stream.of(it.participant()).filter(this::isToldOfProjects);
            default -> Stream.of();
        };
    }

    private boolean isToldOfProjects(UserId user) {
        return !isHere.test(user)
                && users.findLatest(user)
                        .filter(it -> !it.archived())
                        .map(User.Registered::mail)
                        .filter(it -> it.verified() && it.projects())
                        .isPresent();
    }

    private List<OutboxRows.NewRow> held(List<Addressed> addressed, Transaction transaction)
            throws SQLException {
        if (addressed.isEmpty()) {
            return List.of();
        }
        ProjectMailLimits limits = limits(addressed, transaction);
        var rows = new ArrayList<OutboxRows.NewRow>();
        for (Addressed it : addressed) {
            UserId actor = it.about().actor();
            Optional<Duration> delay =
                    limited && it.kind() == MailKind.ADDED_TO_PROJECT && actor != null
                            ? limits.take(actor, it.recipient())
                            : Optional.of(Duration.ZERO);
            rows.add(row(it, actor, delay));
        }
        return rows;
    }

    private static OutboxRows.NewRow row(
            Addressed it, @Nullable UserId sender, Optional<Duration> delay) {
        Instant at = it.about().recordedAt();
        return new OutboxRows.NewRow(
                it.about().position(),
                it.recipient(),
                sender,
                it.kind(),
                at,
                at.plus(delay.orElse(Duration.ZERO)),
                delay.isEmpty());
    }

    private ProjectMailLimits limits(List<Addressed> addressed, Transaction transaction)
            throws SQLException {
        Set<UserId> people = new HashSet<>();
        for (Addressed it : addressed) {
            UserId actor = it.about().actor();
            if (limited && it.kind() == MailKind.ADDED_TO_PROJECT && actor != null) {
                people.add(actor);
                people.add(it.recipient());
            }
        }
        Instant now = addressed.getLast().about().recordedAt();
        return ProjectMailLimits.read(transaction, people, now);
    }
}
