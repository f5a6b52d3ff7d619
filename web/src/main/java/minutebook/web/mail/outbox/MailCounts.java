package minutebook.web.mail.outbox;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import java.util.function.Supplier;

/** What is counted of mail, for {@code /observe/metrics}. Thread-safe. */
final class MailCounts {
    private final Counter sent = counter("mail.sent", "Mails that the mail server has taken");
    private final Counter refused =
            counter("mail.refused", "Mails that the mail server does not take, now or ever");
    private final Counter deferred =
            counter("mail.deferred", "Attempts after which a mail is tried again");
    private final Counter dropped =
            counter("mail.dropped", "Mails that were of no use any more when they were due");

    private static Counter counter(String name, String meaning) {
        return registry().getOrCreate(Counter.builder(name).description(meaning));
    }

    /** {@code backlog}: as it was seen last. */
    void show(Supplier<Backlog> backlog) {
        registry()
                .getOrCreate(
                        Gauge.builder("mail.waiting", () -> backlog.get().waiting())
                                .description("Mails of all nodes that wait"));
        registry()
                .getOrCreate(
                        Gauge.builder(
                                        "mail.oldest.seconds",
                                        () -> backlog.get().oldest().toSeconds())
                                .description("How long ago the oldest of them was caused"));
        registry()
                .getOrCreate(
                        Gauge.builder("mail.late.seconds", () -> backlog.get().late().toSeconds())
                                .description("For how long the first of them has been due"));
    }

    void sent() {
        sent.increment();
    }

    void refused() {
        refused.increment();
    }

    void deferred() {
        deferred.increment();
    }

    void dropped() {
        dropped.increment();
    }

    private static MeterRegistry registry() {
        return Metrics.globalRegistry();
    }
}
