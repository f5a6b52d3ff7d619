package minutebook.web.mail.transport;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Keeps the last 1,000 mails, for tests. For any number of threads. */
public final class MemoryTransport implements MailTransport {
    private static final int MAILS_MAX = 1_000;

    private final Queue<Mail> mails = new ArrayDeque<>();

    @Override
    public void open() {}

    @Override
    public synchronized void send(Mail mail) {
        if (mails.size() == MAILS_MAX) {
            mails.remove();
        }
        mails.add(copy(mail));
    }

    /** What was sent, oldest first; copies, which are the caller's. */
    public synchronized List<Mail> mails() {
        return mails.stream().map(MemoryTransport::copy).toList();
    }

    private static Mail copy(Mail mail) {
        return new Mail(mail.name(), mail.from(), mail.to(), mail.message().clone());
    }

    @Override
    public void close() {}
}
