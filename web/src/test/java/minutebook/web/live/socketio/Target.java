package minutebook.web.live.socketio;

import java.time.Duration;
import java.util.Queue;
import minutebook.web.live.engine.Limits;

/** Who is attacked: our endpoint, or the library's own server, set up as its documentation says. */
enum Target {
    OURS {
        @Override
        Victim start(Limits limits) {
            return new EchoServer(limits);
        }
    },
    BARE {
        @Override
        Victim start(Limits limits) {
            return new BareLibrary();
        }
    };

    /** What an attack can see of its victim. */
    interface Victim extends AutoCloseable {
        int port();

        /** What the application was told of. */
        Queue<String> heard();

        /** How many sessions are kept, connected or not. */
        int sessions();

        /** How many clients the application has. */
        int clients();

        /** For how many clients it is remembered which acks they owe. */
        int acks();

        /** Sends the first client away. */
        void dismiss();

        /** Lets go on whoever said {@code wait}, or logs in with that as the token. */
        void letGo();

        void broadcast(String text);

        @Override
        void close();
    }

    abstract Victim start(Limits limits);

    Victim start() {
        return start(Limits.defaults());
    }

    /**
     * Whether an attack is to succeed: the test says of each that the bare library does fall to it.
     */
    boolean falls() {
        return this == BARE;
    }

    /** So many milliseconds are waited for what comes for sure, or for what is not to come. */
    static int patience(boolean comes) {
        return comes ? RawClient.PATIENCE_MILLIS : 1_000;
    }

    /** The limits of the house, but patient for only a second. */
    static Limits impatient() {
        Limits usual = Limits.defaults();
        Duration second = Duration.ofSeconds(1);
        return new Limits(
                usual.packetBytesMaxBeforeLogin(),
                usual.packetBytesMax(),
                usual.packetsMaxBeforeLogin(),
                usual.packetBurstMax(),
                usual.packetsPerSecondMax(),
                5,
                3,
                usual.largeBytesMax(),
                usual.outboundBytesMax(),
                usual.queueBytesMax(),
                usual.queuePacketsMax(),
                second,
                second,
                second,
                second,
                second,
                usual.pingEvery(),
                usual.pongWithin());
    }
}
