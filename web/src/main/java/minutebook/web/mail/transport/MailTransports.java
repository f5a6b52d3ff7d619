package minutebook.web.mail.transport;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import minutebook.web.mail.transport.MailUrl.Console;
import minutebook.web.mail.transport.MailUrl.Dummy;
import minutebook.web.mail.transport.MailUrl.Folder;
import minutebook.web.mail.transport.MailUrl.Memory;
import minutebook.web.mail.transport.MailUrl.Security;
import minutebook.web.mail.transport.MailUrl.Smtp;
import minutebook.web.start.CannotStart;

/** Makes the way out that {@code MAIL_URL} names. */
public final class MailTransports {
    private static final System.Logger LOG = System.getLogger(MailTransports.class.getName());

    /** Once is enough, however many ways out there are. */
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private MailTransports() {}

    /**
     * A way out of its own at each call; it logs where files are. Does not connect yet.
     *
     * @param console what {@code console:} prints to
     * @throws CannotStart if the certificates to trust cannot be read
     */
    public static MailTransport of(MailUrl url, PrintStream console) {
        Level level = url instanceof Folder ? Level.INFO : Level.DEBUG;
        return of(url, console, line -> LOG.log(level, line));
    }

    /** The same; {@code told} hears each step in a line, for who tries it out. */
    public static MailTransport of(MailUrl url, PrintStream console, Consumer<String> told) {
        return switch (url) {
            case Smtp server -> new SmtpTransport(checked(server), told);
            case Folder folder -> new FileTransport(folder.path(), told);
            case Console _ -> new ConsoleTransport(console);
            case Memory _ -> new MemoryTransport();
            case Dummy _ -> new DummyTransport();
        };
    }

    private static Smtp checked(Smtp server) {
        try {
            var _ = new Tls(server.host(), server.ca());
        } catch (IOException | GeneralSecurityException problem) {
            throw new CannotStart(
                    "MAIL_URL has ca=%s, but must name a file of certificates in PEM that this user can read."
                            .formatted(server.ca().map(Object::toString).orElse("")),
                    problem);
        }
        if (server.login().isPresent()
                && server.security() == Security.NONE
                && !isThisMachine(server.host())
                && !WARNED.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "MAIL_URL sends its password to {0} in the clear: use starttls=true or smtps.",
                    server.host());
        }
        return server;
    }

    /** Without asking the DNS, which may take its time. */
    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException nameOfAnother) {
            return false;
        }
    }
}
