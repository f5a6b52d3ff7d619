package minutebook.web.live.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Decides who may come in. Called on a virtual thread, by many at once; may block. */
@FunctionalInterface
public interface Login {

    /**
     * Judges one client.
     *
     * @param bearer its token: `auth.token` if that is a text, else what followed `Authorization:
     *     Bearer`; null without either
     * @param auth all that it sent as `auth`; empty if nothing
     */
    Verdict judge(@Nullable String bearer, ObjectNode auth);

    /** Yes, no, or not now. */
    sealed interface Verdict {

        /**
         * Come in; the principal is what {@link SocketIo#principal} then gives.
         *
         * @param gone called once, when the client has gone; must not throw
         */
        record Accepted(Object principal, Runnable gone) implements Verdict {

            /** Come in; nobody needs to know when the client has gone. */
            public Accepted(Object principal) {
                this(principal, () -> {});
            }
        }

        /** No; the client shows the message as its `connect_error`. */
        record Refused(String message) implements Verdict {}

        /**
         * Neither: it cannot be told at this moment. The connection is ended without a word, since
         * clients come back from that by themselves, and from a refusal the newest ones never.
         */
        record NotNow() implements Verdict {}
    }
}
