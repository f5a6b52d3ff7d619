package minutebook.web;

import java.time.Duration;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.transport.MailTransports;
import minutebook.web.mail.transport.MailUrl;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A node as a process of its own, that can be killed, on a database of a test: which URL, user and
 * password it has, and where mail goes, are its arguments. Its claims end sooner than in earnest.
 */
public final class MailNode {
    /** As short as a busy machine bears. */
    public static final MailPace FAST =
            new MailPace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(300),
                    Duration.ofMillis(200));

    private MailNode() {}

    public static void main(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setURL(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        MailUrl mail = MailUrl.parse(arguments[3]);
        TestServer server =
                TestServer.on(
                        database, new MailWay(FAST, () -> MailTransports.of(mail, System.out)));
        System.out.println("Minutebook is ready: " + server.url());
    }
}
