package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minutebook.events.Event;
import minutebook.events.book.RecordedEvent;
import minutebook.events.mail.MailEvent;
import minutebook.events.mail.MailEvent.MailDropped;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailEvent.MailSent;
import minutebook.events.mail.MailKind;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.queries.NewRows;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;
import org.jspecify.annotations.Nullable;

/** Keeps {@code analytics_mail}: what became of each mail. */
final class MailFacts implements Facts {
    private static final long NOT_YET = -1;

    private static final String RETRIED =
            """
            update analytics_mail m set outcome = 'retried', ended_at = null
            from unnest(?, ?) as retried (person, about)
            where m.person = retried.person and m.about = retried.about
            """;

    private static final String ENDED =
            """
            insert into analytics_mail (person, about, kind, caused_at, outcome, ended_at)
            select person, about, kind, recorded_at, outcome, case when micros >= 0 then %s end
            from unnest(?, ?, ?, ?, ?) as ended (person, about, kind, outcome, micros)
            left join analytics_mail_cause on position = about
            on conflict (person, about) do update
                set outcome = excluded.outcome, ended_at = excluded.ended_at
            """
                    .formatted(Days.time("micros"));

    private record Mail(long person, long about) implements Comparable<Mail> {
        private static final Comparator<Mail> ORDER =
                Comparator.comparingLong(Mail::person).thenComparingLong(Mail::about);

        @Override
        public int compareTo(Mail other) {
            return ORDER.compare(this, other);
        }
    }

    /** {@code kind}: null if this batch does not tell, which then only has it tried again. */
    private record Fate(@Nullable MailKind kind, String outcome, long micros) {}

    private final Map<Long, Long> causes = new TreeMap<>();
    private final Map<Mail, Fate> fates = new TreeMap<>();

    /** Whether a mail may tell of such an event. */
    static boolean isCause(Event event) {
        return switch (event) {
            case UserRegistered _, PasswordResetRequested _, PasswordChanged _ -> true;
            case PasswordReset _, UserUnarchived _ -> true;
            case ProjectCreated _, ParticipantInvited _ -> true;
            default -> false;
        };
    }

    void takeCause(RecordedEvent record) {
        causes.put(record.position(), Times.micros(record.recordedAt()));
    }

    void take(RecordedEvent record, MailEvent event) {
        var mail = new Mail(event.user().value(), event.about());
        long micros = Times.micros(record.recordedAt());
        Fate before = fates.get(mail);
        fates.put(
                mail,
                switch (event) {
                    case MailSent it -> new Fate(it.kind(), "sent", micros);
                    case MailRefused it -> new Fate(it.kind(), "refused", micros);
                    case MailDropped it -> new Fate(it.kind(), "dropped", micros);
                    case MailRetried _ ->
                            new Fate(before == null ? null : before.kind(), "retried", NOT_YET);
                });
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        NewRows.of("analytics_mail_cause", List.copyOf(causes.entrySet()))
                .number("position", Map.Entry::getKey)
                .time("recorded_at", Map.Entry::getValue)
                .write(transaction);
        // Of a mail that was held back as one too many, the retry is the first that is heard.
        List<Mail> retried = mails(false);
        if (!retried.isEmpty()) {
            transaction.update(
                    RETRIED, Sql.longs(retried, Mail::person), Sql.longs(retried, Mail::about));
        }
        List<Mail> told = mails(true);
        if (!told.isEmpty()) {
            List<Fate> ends = told.stream().map(fates::get).toList();
            transaction.update(
                    ENDED,
                    Sql.longs(told, Mail::person),
                    Sql.longs(told, Mail::about),
                    Sql.texts(ends, it -> it.kind() == null ? null : it.kind().text()),
                    Sql.texts(ends, Fate::outcome),
                    Sql.longs(ends, Fate::micros));
        }
    }

    private List<Mail> mails(boolean ofKnownKind) {
        return fates.entrySet().stream()
                .filter(it -> (it.getValue().kind() != null) == ofKnownKind)
                .map(Map.Entry::getKey)
                .toList();
    }
}
