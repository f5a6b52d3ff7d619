package minutebook.web.mail.transport;

/**
 * One way out, for one thread at a time. It may keep a connection for the next mail; who has no
 * more for now closes it, and may send again after that.
 */
public interface MailTransport extends AutoCloseable {

    /**
     * Opens what is needed to send, if it is not open yet. Blocks.
     *
     * @throws MailFault.Unreachable if it cannot be had, whatever the mail
     */
    void open() throws MailFault;

    /**
     * Hands a mail over. When it returns, somebody else has it and answers for it. Blocks; on a
     * virtual thread, an interrupt ends it.
     *
     * @throws MailFault if nobody took it, or nobody said so
     */
    void send(Mail mail) throws MailFault;

    /**
     * Takes a mail back that was sent, if it is still here: its recipient was erased meanwhile.
     * Blocks.
     */
    default void takeBack(Mail mail) {}

    /** Gives back what is open. Tells nobody of failures. */
    @Override
    void close();
}
