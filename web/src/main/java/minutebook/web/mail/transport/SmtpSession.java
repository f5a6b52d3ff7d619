package minutebook.web.mail.transport;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import minutebook.web.mail.transport.MailFault.Unreachable;
import minutebook.web.mail.transport.MailUrl.Login;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;

/** One connection to a mail server, ready for mails: encrypted and logged in as it should be. */
final class SmtpSession implements AutoCloseable {
    /** So many time limits of single answers may the whole of it take. */
    private static final int PATIENCE = 4;

    /** Who answered just now need not be asked again. */
    private static final long JUST_NOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final Smtp server;
    private final MailSocket socket;
    private final Tls tls;
    private final Dialogue dialogue;
    private final SmtpFaults faults;
    private int mails;
    private boolean hasAnswered;
    private long answeredAtNanos;

    private SmtpSession(Smtp server, MailSocket socket, Tls tls) {
        this.server = server;
        this.socket = socket;
        this.tls = tls;
        dialogue = new Dialogue(server, tls, literal(socket.getLocalAddress()));
        faults = new SmtpFaults(server);
    }

    /** Connects, encrypts, logs in. */
    static SmtpSession open(Smtp server) throws Unreachable {
        var faults = new SmtpFaults(server);
        var session = new SmtpSession(server, connected(server, faults), tls(server, faults));
        try {
            session.begin();
            return session;
        } catch (Unreachable fault) {
            session.hangUp();
            throw fault;
        }
    }

    /** How many mails were tried here. */
    int mails() {
        return mails;
    }

    /** Whether the server is still there; if not, this is closed. */
    boolean answers() {
        if (hasAnswered && System.nanoTime() - answeredAtNanos < JUST_NOW_NANOS) {
            return true;
        }
        try (var _ = new Watchdog(server.timeout(), socket)) {
            noteAnswer(dialogue.isConnected());
            return hasAnswered;
        }
    }

    /** Where it is connected, and how, for people. */
    @Override
    public String toString() {
        return "%s:%d, %s, %s"
                .formatted(
                        server.host(),
                        server.port(),
                        tls.version().orElse("not encrypted"),
                        server.login()
                                .map(Login::user)
                                .map("logged in as "::concat)
                                .orElse("without a login"));
    }

    /** Hands a mail over; gives back the server's words. After a fault, ask if it answers. */
    String send(Mail mail) throws MailFault {
        mails++;
        noteAnswer(false);
        try (var watchdog = new Watchdog(limit(), socket)) {
            try {
                dialogue.send(mail);
            } catch (MessagingException problem) {
                if (dialogue.receipt().isEmpty()) {
                    throw fault(mail, watchdog.hasHungUp(), problem);
                }
            }
        }
        return dialogue.receipt().map(Reply::words).orElse("");
    }

    /** Takes leave, but does not wait for an answer. */
    @Override
    public void close() {
        try (var _ = new Watchdog(server.timeout(), socket)) {
            dialogue.close();
        } catch (MessagingException gone) {
            hangUp();
        }
    }

    private void begin() throws Unreachable {
        try (var watchdog = new Watchdog(limit(), socket)) {
            try {
                dialogue.connect(encryptedFromTheFirst());
            } catch (MessagingException | IOException problem) {
                throw faults.notReady(dialogue, watchdog.hasHungUp(), problem);
            }
        }
        if (server.login().isPresent() && !dialogue.last().stage().equals("AUTH")) {
            throw faults.noLogin();
        }
        noteAnswer(true);
    }

    private void noteAnswer(boolean answered) {
        hasAnswered = answered;
        answeredAtNanos = System.nanoTime();
    }

    private Socket encryptedFromTheFirst() throws IOException {
        if (server.security() != Security.TLS) {
            return socket;
        }
        SSLSocket encrypted = tls.around(socket);
        encrypted.startHandshake();
        return encrypted;
    }

    private MailFault fault(Mail mail, boolean tooLong, MessagingException problem) {
        Optional<Reply> refusal = dialogue.refusal();
        if (refusal.isEmpty() || refusal.get().code() < 0) {
            // An answer that comes yet must not be taken for one to the next mail.
            hangUp();
        }
        return refusal.map(reply -> faults.refusal(reply, mail, problem))
                .orElseGet(() -> faults.lost(dialogue, tooLong, problem));
    }

    private static MailSocket connected(Smtp server, SmtpFaults faults) throws Unreachable {
        IOException first = null;
        try {
            for (InetAddress address : InetAddress.getAllByName(server.host())) {
                try {
                    return connected(server, address);
                } catch (IOException problem) {
                    first = first == null ? problem : first;
                }
            }
        } catch (IOException unknown) {
            first = unknown;
        }
        throw faults.notConnected(first);
    }

    private static MailSocket connected(Smtp server, InetAddress address) throws IOException {
        var socket = new MailSocket();
        try {
            int timeoutMillis = Math.toIntExact(server.timeout().toMillis());
            // With the name that was asked for, so that nobody asks the DNS for another one.
            var named = InetAddress.getByAddress(server.host(), address.getAddress());
            socket.connect(new InetSocketAddress(named, server.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException problem) {
            socket.close();
            throw problem;
        }
    }

    private static Tls tls(Smtp server, SmtpFaults faults) throws Unreachable {
        try {
            return new Tls(server.host(), server.ca());
        } catch (IOException | GeneralSecurityException problem) {
            throw faults.noCertificates(problem);
        }
    }

    /** How a client says where it is, which needs no DNS and is always well formed. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
    }

    private Duration limit() {
        return server.timeout().multipliedBy(PATIENCE);
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Then it is closed.
        }
    }
}
