package minutebook.web.soak.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.MailCheck.Mail;
import org.junit.jupiter.api.Test;

/**
 * Mails, good and spoiled: Anna and Ben are registered, and Ben, who is away, is invited by Anna
 * after he has followed his link.
 */
class MailCheckTest {
    private static final long ANNA = 1;
    private static final long BEN = 2;
    private static final long ANNA_CAME = 1;
    private static final long BEN_CAME = 2;
    private static final long BEN_INVITED = 5;

    private final List<BookEvent> book = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();

    MailCheckTest() {
        add("user-registered", "{\"user\": 1}");
        add("user-registered", "{\"user\": 2}");
        add("email-verified", "{\"user\": 2}");
        add(
                "project-created",
                "{\"project\": 5, \"owner\": 1, \"title\": \"Bridge\", \"coaches\": [], \"participants\": []}");
        add("participant-invited", "{\"project\": 5, \"participant\": 2}");
        sent(ANNA_CAME, ANNA);
        sent(BEN_CAME, BEN);
        sent(BEN_INVITED, BEN);
    }

    private void sent(long about, long user) {
        add("mail-sent", "{\"user\": %d, \"about\": %d}".formatted(user, about));
        mails.add(mail(about, user));
    }

    private void add(String type, String text) {
        long position = book.size() + 1L;
        String stream =
                type.startsWith("user-") || type.startsWith("email-")
                        ? "user-1"
                        : type.startsWith("mail-") ? "mail-1" : "project-5";
        book.add(
                new BookEvent(
                        position,
                        stream,
                        position,
                        type,
                        text,
                        ANNA,
                        new UUID(0, position).toString(),
                        Instant.EPOCH,
                        new byte[32]));
    }

    private static Mail mail(long about, long user) {
        return new Mail(address(user), "<%d-%d-e5@example.org>".formatted(about, user));
    }

    private static String address(long user) {
        return user + "@example.org";
    }

    @Test
    void what_was_due_and_came_makes_no_difference() {
        assertEquals(List.of(), kinds());
    }

    @Test
    void the_same_may_come_twice_under_one_id() {
        mails.add(mail(BEN_INVITED, BEN));
        assertEquals(List.of(), kinds());
    }

    @Test
    void under_another_id_it_is_invented() {
        mails.add(new Mail(address(BEN), "<5-2-e6@example.org>"));
        mails.add(new Mail(address(BEN), "<again@example.org>"));
        assertEquals(List.of(Kind.INVENTED, Kind.INVENTED), kinds());
    }

    @Test
    void a_mail_that_did_not_come_is_lost() {
        mails.removeLast();
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void one_that_the_book_does_not_know_of_is_a_gap_and_the_mail_invented() {
        book.removeLast();
        assertEquals(List.of(Kind.GAP, Kind.INVENTED), kinds());
    }

    @Test
    void what_became_of_it_is_said_once() {
        add("mail-sent", "{\"user\": 2, \"about\": 5}");
        assertEquals(List.of(Kind.DOUBLE), kinds());
    }

    @Test
    void a_mail_to_somebody_else_is_unauthorised() {
        mails.set(2, new Mail(address(ANNA), mails.get(2).messageId()));
        assertEquals(List.of(Kind.UNAUTHORISED, Kind.LOST), kinds());
    }

    @Test
    void nobody_is_mailed_of_a_project_who_is_there_or_did_not_follow_their_link() {
        assertEquals(List.of(Kind.UNAUTHORISED), kinds(Set.of()));

        book.remove(2);
        assertEquals(List.of(Kind.UNAUTHORISED), kinds());
    }

    @Test
    void what_is_always_true_is_not_dropped() {
        book.set(5, dropped(book.get(5)));
        mails.removeFirst();
        assertEquals(List.of(Kind.LOST), kinds());
    }

    @Test
    void what_may_be_no_longer_true_may_be_dropped() {
        book.set(6, dropped(book.get(6)));
        book.set(7, dropped(book.get(7)));
        mails.removeLast();
        mails.removeLast();
        assertEquals(List.of(), kinds());
    }

    @Test
    void what_is_dropped_may_have_come_if_its_server_could_not_say_so() {
        book.set(7, dropped(book.get(7)));
        assertEquals(List.of(), kinds());
    }

    private static BookEvent dropped(BookEvent it) {
        return new BookEvent(
                it.position(),
                it.stream(),
                it.version(),
                "mail-dropped",
                it.text(),
                it.actor(),
                it.commandId(),
                it.recordedAt(),
                it.hash());
    }

    private List<Kind> kinds() {
        return kinds(Set.of(BEN));
    }

    private List<Kind> kinds(Set<Long> away) {
        var expectations = new Expectations(book, PaperBook.EPOCH, PaperBook.people());
        return MailCheck.of(
                        expectations, mails, Map.of(ANNA, address(ANNA), BEN, address(BEN)), away)
                .stream()
                .map(Difference::kind)
                .toList();
    }
}
