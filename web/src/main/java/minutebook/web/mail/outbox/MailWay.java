package minutebook.web.mail.outbox;

import java.util.function.Supplier;
import minutebook.web.mail.transport.MailTransport;

/**
 * How mails go out.
 *
 * @param transports makes a way out for each of those who carry mails
 */
public record MailWay(MailPace pace, Supplier<MailTransport> transports) {}
