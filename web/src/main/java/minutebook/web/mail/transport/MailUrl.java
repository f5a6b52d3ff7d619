package minutebook.web.mail.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where mail goes: what {@code MAIL_URL} says. */
public sealed interface MailUrl {

    /** All forms, as told to whoever wrote something else. */
    String FORMS =
            "smtp://user:password@host:587?starttls=true, smtps://…, file:dir, console:, memory: or"
                    + " dummy: (user and password percent-encoded; smtp and smtps also take"
                    + " timeout=seconds, 1 to 300, and ca=/path/to/ca.pem)";

    /**
     * To a mail server.
     *
     * @param host a name, or an address (that of IPv6 without brackets)
     * @param timeout how long to wait for a connection, and for each answer
     * @param ca an absolute path: certificates to trust in place of Java's own
     */
    record Smtp(
            String host,
            int port,
            Security security,
            Optional<Login> login,
            Duration timeout,
            Optional<Path> ca)
            implements MailUrl {

        /** What to wait for, where nothing is said. */
        public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);
    }

    /** When a connection is encrypted. Where it should be and cannot, nothing is sent. */
    enum Security {
        NONE,
        /** From a command in the clear on. */
        STARTTLS,
        /** From the first byte on. */
        TLS
    }

    /** With whose name and password. */
    record Login(String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** Files in a folder, which may be relative, and not there yet. */
    record Folder(Path path) implements MailUrl {}

    /** What the program prints. */
    record Console() implements MailUrl {}

    /** The program's memory, for tests. */
    record Memory() implements MailUrl {}

    /** Nowhere. */
    record Dummy() implements MailUrl {}

    /**
     * Reads any of the forms.
     *
     * @throws IllegalArgumentException if it is none; the message repeats nothing of the text
     */
    static MailUrl parse(String text) {
        return MailUrlParser.parse(text);
    }

    /** The text of a URL as it may be shown: with what may be a password as {@code ***}. */
    static String masked(String text) {
        // Also where the slashes or the scheme were forgotten: from the first colon that can come
        // before a password to the last @, because a password may hold a bare @ or /.
        return text.replaceFirst("^([A-Za-z]+:/{0,2})?([^:/?]*):.*@", "$1$2:***@");
    }
}
