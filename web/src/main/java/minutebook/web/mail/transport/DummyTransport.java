package minutebook.web.mail.transport;

/** Takes every mail and forgets it. For any thread. */
final class DummyTransport implements MailTransport {

    @Override
    public void open() {}

    @Override
    public void send(Mail mail) {}

    @Override
    public void close() {}
}
