package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import minutebook.web.soak.check.Difference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Holds mails against the book, when none is under way any more: of each event that is mailed
 * (contract, part 5) everybody whom it is for has got a mail, or the book says why not; more than
 * one only under one Message-ID; and nobody has got anything else.
 */
public final class MailCheck {
    /** What the mail server took, as its envelope and head say. */
    public record Mail(String to, String messageId) {}

    private record Due(long position, long user) {}

    private static final Comparator<Due> IN_ORDER =
            Comparator.comparingLong(Due::position).thenComparingLong(Due::user);

    private final Expectations expectations;
    private final Map<Long, String> addresses;
    private final Set<Long> away;
    private final Map<Due, String> due = new HashMap<>();
    private final Map<Due, String> ended = new TreeMap<>(IN_ORDER);
    private final Set<Long> verified = new HashSet<>();
    private final Set<Long> erased = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();

    private MailCheck(Expectations expectations, Map<Long, String> addresses, Set<Long> away) {
        this.expectations = expectations;
        this.addresses = addresses;
        this.away = away;
    }

    /**
     * @param addresses of all users of whom they are known
     * @param away those who have no stream and no socket, ever: they are mailed of projects
     */
    public static List<Difference> of(
            Expectations expectations,
            Collection<Mail> mails,
            Map<Long, String> addresses,
            Set<Long> away) {
        var check = new MailCheck(expectations, addresses, away);
        expectations.book().forEach(check::note);
        check.ends();
        check.mails(mails);
        return check.differences;
    }

    private void note(BookEvent event) {
        JsonNode data = event.data();
        long user = data.path("user").asLong();
        switch (event.type()) {
            case "user-registered" -> due(event, user, "verify-email");
            case "password-reset-requested" -> due(event, user, "password-reset");
            case "password-changed", "password-reset" -> due(event, user, "password-changed");
            case "user-unarchived" -> due(event, user, "account-unarchived");
            case "email-verified" -> verified.add(user);
            case "user-erased" -> erased.add(user);
            case "project-created" -> {
                data.path("coaches").forEach(it -> added(event, it.asLong()));
                data.path("participants").forEach(it -> added(event, it.asLong()));
            }
            case "participant-invited" -> added(event, data.path("participant").asLong());
            case "mail-sent", "mail-dropped", "mail-refused" -> {
                var about = new Due(data.path("about").asLong(), user);
                String other = ended.put(about, event.type());
                if (other != null) {
                    note(Kind.DOUBLE, "says %s and %s of %s".formatted(other, event.type(), about));
                }
            }
            default -> {
                // Nobody is mailed of it.
            }
        }
    }

    private void added(BookEvent event, long user) {
        if (away.contains(user) && verified.contains(user)) {
            due(event, user, "added-to-project");
        }
    }

    private void due(BookEvent event, long user, String kind) {
        due.put(new Due(event.position(), user), kind);
    }

    private void ends() {
        due.forEach(
                (it, kind) -> {
                    String end = ended.get(it);
                    if (end == null) {
                        note(
                                Kind.GAP,
                                "does not say what became of the mail %s %s".formatted(kind, it));
                    } else if (end.equals("mail-refused")) {
                        note(Kind.BROKEN, "says that a mail server that takes all refused " + it);
                    } else if (end.equals("mail-dropped") && !mayBeDropped(kind, it.user())) {
                        note(Kind.LOST, "says that the mail %s %s was dropped".formatted(kind, it));
                    }
                });
        for (Due it : ended.keySet()) {
            if (!due.containsKey(it)) {
                note(
                        Kind.UNAUTHORISED,
                        "says %s of a mail that is nobody's: %s".formatted(ended.get(it), it));
            }
        }
    }

    /** What is no longer true when it is its turn. */
    private boolean mayBeDropped(String kind, long user) {
        return erased.contains(user)
                || switch (kind) {
                    case "verify-email" -> verified.contains(user);
                    case "added-to-project", "password-reset" -> true;
                    default -> false;
                };
    }

    private void mails(Collection<Mail> mails) {
        Set<Due> came = new HashSet<>();
        for (Mail mail : mails) {
            Due about = about(mail.messageId());
            String address = about == null ? null : addresses.get(about.user());
            // One whose server's reply was lost may have come, and be dropped before its next try.
            if (about == null || !ended.containsKey(about)) {
                note(Kind.INVENTED, "does not know of " + mail);
            } else if (address != null && !address.equals(mail.to())) {
                note(Kind.UNAUTHORISED, "did not mean %s for %s".formatted(mail, mail.to()));
            } else {
                came.add(about);
            }
        }
        ended.forEach(
                (it, end) -> {
                    if (end.equals("mail-sent") && !came.contains(it)) {
                        note(Kind.LOST, "says that a mail was sent that did not come: " + it);
                    }
                });
    }

    /** Which event a mail is of, and for whom; null: its id is none that the server makes. */
    private @Nullable Due about(String messageId) {
        String form = "<([0-9]{1,18})-([0-9]{1,18})-%s@[^@>]+>".formatted(expectations.epoch());
        var matcher = Pattern.compile(form).matcher(messageId);
        return matcher.matches()
                ? new Due(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : null;
    }

    private void note(Kind kind, String what) {
        differences.add(new Difference(kind, "the book", what));
    }
}
