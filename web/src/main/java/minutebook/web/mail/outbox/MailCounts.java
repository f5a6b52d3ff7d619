package minutebook.web.mail.outbox;

import java.util.concurrent.atomic.LongAdder;

/** What became of mails on this node, since it was started. Thread-safe. */
public final class MailCounts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    MailCounts() {}

    void countSent() {
        sent.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countDeferred() {
        deferred.increment();
    }

    void countDropped() {
        dropped.increment();
    }

    /** Mails that the mail server has taken. */
    public long sent() {
        return sent.sum();
    }

    /** Mails that the mail server does not take, now or ever. */
    public long refused() {
        return refused.sum();
    }

    /** Attempts after which a mail is tried again. */
    public long deferred() {
        return deferred.sum();
    }

    /** Mails that were of no use any more when they were due. */
    public long dropped() {
        return dropped.sum();
    }
}
