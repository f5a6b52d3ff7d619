package minutebook.web.mail.transport;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints mails as they would go out, with a line of dashes after each. For any thread. */
final class ConsoleTransport implements MailTransport {
    private static final String END = "\n" + "-".repeat(79) + "\n";

    private final PrintStream out;

    ConsoleTransport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void open() {}

    @Override
    public void send(Mail mail) throws MailFault {
        String text = new String(mail.message(), StandardCharsets.US_ASCII);
        byte[] printed =
                (text.replace("\r\n", "\n").stripTrailing() + END)
                        .getBytes(StandardCharsets.US_ASCII);
        // In one write, so that no other line comes between.
        out.write(printed, 0, printed.length);
        if (out.checkError()) {
            throw new MailFault.Unreachable("The console cannot be written to.", null);
        }
    }

    @Override
    public void close() {}
}
