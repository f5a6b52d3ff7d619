package minutebook.web.watch.measures;

import minutebook.web.mail.outbox.MailCounts;
import minutebook.web.mail.outbox.PostOffice;
import minutebook.web.watch.Meters;

/** How mail goes out: what this node did, and what waits on all. */
public final class MailMeasures {
    private MailMeasures() {}

    public static void show(Meters meters, PostOffice office) {
        MailCounts counts = office.counts();
        meters.counter("mail_sent_total", "Mails that the mail server has taken", counts::sent)
                .counter(
                        "mail_refused_total",
                        "Mails that the mail server does not take, now or ever",
                        counts::refused)
                .counter(
                        "mail_deferred_total",
                        "Attempts after which a mail is tried again",
                        counts::deferred)
                .counter(
                        "mail_dropped_total",
                        "Mails that were of no use any more when they were due",
                        counts::dropped)
                .gauge(
                        "mail_waiting",
                        "Mails of all nodes that wait",
                        () -> office.backlog().waiting())
                .gauge(
                        "mail_oldest_seconds",
                        "How long ago the oldest of them was caused",
                        () -> office.backlog().oldest().toSeconds())
                .gauge(
                        "mail_late_seconds",
                        "For how long the first of them has been due",
                        () -> office.backlog().late().toSeconds());
    }
}
