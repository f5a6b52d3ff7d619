package minutebook.web.mail.transport;

import org.jspecify.annotations.Nullable;

/**
 * A mail did not go out. The message says in plain words what failed, for who runs the server, in a
 * line; it may name the recipient.
 */
public abstract sealed class MailFault extends Exception {
    private static final long serialVersionUID = 1L;

    private MailFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Nothing can be sent now: no connection, no greeting, no TLS, no login. Try again later. */
    public static final class Unreachable extends MailFault {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** This mail cannot be sent now: a 4xx, or the connection was lost over it. Try again later. */
    public static final class Deferred extends MailFault {
        private static final long serialVersionUID = 1L;

        public Deferred(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The server will never take this mail: a 5xx about its sender, recipient or content. */
    public static final class Refused extends MailFault {
        private static final long serialVersionUID = 1L;

        private final String reply;

        /** {@code reply}: the code, and the enhanced one if there is one: {@code 550 5.1.1}. */
        public Refused(String reply, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.reply = reply;
        }

        public String reply() {
            return reply;
        }
    }
}
