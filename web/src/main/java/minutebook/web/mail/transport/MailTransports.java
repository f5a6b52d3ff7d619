package minutebook.web.mail.transport;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import minutebook.web.mail.transport.MailUrl.Console;
import minutebook.web.mail.transport.MailUrl.Dummy;
import minutebook.web.mail.transport.MailUrl.Folder;
import minutebook.web.mail.transport.MailUrl.Memory;
import minutebook.web.mail.transport.MailUrl.Smtp;
import minutebook.web.start.CannotStart;

/** Makes the way out that {@code MAIL_URL} names. */
public final class MailTransports {
    private static final System.Logger LOG = System.getLogger(MailTransports.class.getName());

    private MailTransports() {}

    /** A way out of its own at each call; it logs where files are. {@code console}: for console: */
    public static MailTransport of(MailUrl url, PrintStream console) {
        Level level = url instanceof Folder ? Level.INFO : Level.DEBUG;
        return of(url, console, line -> LOG.log(level, line));
    }

    /** The same; {@code told} hears each step in a line, for who tries it out. */
    public static MailTransport of(MailUrl url, PrintStream console, Consumer<String> told) {
        return switch (url) {
            case Smtp _ -> throw new CannotStart("MAIL_URL names a mail server, which comes next.");
            case Folder folder -> new FileTransport(folder.path(), told);
            case Console _ -> new ConsoleTransport(console);
            case Memory _ -> new MemoryTransport();
            case Dummy _ -> new DummyTransport();
        };
    }
}
