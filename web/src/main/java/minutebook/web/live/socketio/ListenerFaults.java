package minutebook.web.live.socketio;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * A listener that throws has a defect: it is logged, without what the client sent, and the client
 * goes on.
 */
final class ListenerFaults extends ExceptionListenerAdapter {

    private static final System.Logger LOG = System.getLogger(ListenerFaults.class.getName());

    @Override
    public void onEventException(Exception e, List<Object> args, SocketIOClient client) {
        LOG.log(Level.ERROR, "A Socket.IO event's listener failed", e);
    }

    @Override
    public void onConnectException(Exception e, SocketIOClient client) {
        LOG.log(Level.ERROR, "A Socket.IO connect listener failed", e);
    }

    @Override
    public void onDisconnectException(Exception e, SocketIOClient client) {
        LOG.log(Level.ERROR, "A Socket.IO disconnect listener failed", e);
    }

    @Override
    public void onAuthException(Throwable e, SocketIOClient client) {
        // The library is never asked who may come in.
        throw new IllegalStateException(e);
    }
}
