package minutebook.web.mail.transport;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Properties;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * SMTP as angus-mail speaks it, remembering what was answered to what: its exceptions do not always
 * tell, and the RSET after a failure can hide why it failed.
 */
final class Dialogue extends SMTPTransport {
    private final Optional<Login> login;
    private Reply last = new Reply("", 0, "");
    private String stage = "";
    private @Nullable Reply refusal;
    private @Nullable Reply receipt;

    /** {@code name}: how it introduces itself. */
    Dialogue(Smtp server, Tls tls, String name) {
        this(Session.getInstance(properties(server, tls, name)), server.login());
    }

    private Dialogue(Session session, Optional<Login> login) {
        super(session, null);
        this.login = login;
    }

    private static Properties properties(Smtp server, Tls tls, String name) {
        boolean starttls = server.security() == Security.STARTTLS;
        var properties = new Properties();
        properties.setProperty("mail.smtp.localhost", name);
        properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(starttls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(starttls));
        properties.put("mail.smtp.ssl.socketFactory", tls);
        // Tls has the handshake check whose certificate it is, by addresses, too.
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        // Between mails, an RSET shows that the server is still there, and forgets what was.
        properties.setProperty("mail.smtp.userset", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** The last answer; with the code 0 before there was any. */
    synchronized Reply last() {
        return last;
    }

    /** The command that was sent last, in a word; empty: the greeting is awaited. */
    synchronized String stage() {
        return stage;
    }

    /** What was said against the mail that was sent last. */
    synchronized Optional<Reply> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What was said when that mail was taken. */
    synchronized Optional<Reply> receipt() {
        return Optional.ofNullable(receipt);
    }

    /** Hands a mail over as it is, to its one recipient. */
    synchronized void send(Mail mail) throws MessagingException {
        refusal = null;
        receipt = null;
        var recipient = new InternetAddress();
        recipient.setAddress(mail.to());
        sendMessage(new AsItIs(session, mail), new Address[] {recipient});
    }

    // Called with all of them null where angus-mail would look for a user elsewhere.
    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        return super.protocolConnect(
                host,
                port,
                login.map(Login::user).orElse(null),
                login.map(Login::password).orElse(null));
    }

    @Override
    protected synchronized void sendCommand(String command) throws MessagingException {
        stage = command.replaceFirst("[ :].*", "");
        super.sendCommand(command);
    }

    @Override
    protected synchronized int readServerResponse() throws MessagingException {
        String asked = stage;
        int code = super.readServerResponse();
        // To garbage, a QUIT was sent meanwhile.
        stage = asked;
        last = new Reply(asked, code, getLastServerResponse());
        note(last);
        return code;
    }

    /** Any answer to a mail's end that begins with a 2 is a yes, while angus-mail wants a 250. */
    private void note(Reply reply) {
        boolean isGood =
                switch (reply.stage()) {
                    case "MAIL" -> reply.code() == 250;
                    case "RCPT", "." -> reply.isSuccess();
                    case "DATA" -> reply.code() == 354;
                    default -> true;
                };
        if (!isGood && refusal == null) {
            refusal = reply;
        } else if (isGood && reply.stage().equals(".")) {
            receipt = reply;
        }
    }

    /** The very bytes: parsed and written again, they might be others. */
    private static final class AsItIs extends SMTPMessage {
        private final byte[] message;

        AsItIs(Session session, Mail mail) {
            super(session);
            message = mail.message();
            setEnvelopeFrom(mail.from());
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
            out.write(message);
        }
    }
}
