package minutebook.web.live.engine;

/** A WebSocket peer broke the protocol or a limit; the connection is beyond use. */
@SuppressWarnings("serial")
final class BrokenFrame extends RuntimeException {

    private final Ending ending;

    BrokenFrame(Ending ending, String message) {
        super(message, null, false, false);
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
