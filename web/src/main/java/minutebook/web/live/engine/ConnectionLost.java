package minutebook.web.live.engine;

import org.jspecify.annotations.Nullable;

/** The peer's connection is gone: closed, reset, or cut by ourselves. */
@SuppressWarnings("serial")
final class ConnectionLost extends RuntimeException {

    ConnectionLost(@Nullable Throwable cause) {
        super("the connection is lost", cause, false, false);
    }
}
