package minutebook.web.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection of Helidon's, of which is read only what the door has let in. */
final class GuardedContext implements ConnectionContext {
    private final ConnectionContext connection;
    private final RequestReader requests;
    private final DataReader reader;
    private final DataWriter writer;

    GuardedContext(ConnectionContext connection, RequestReader requests, DataWriter out) {
        this.connection = connection;
        this.requests = requests;
        this.reader = new DataReader(requests);
        this.writer = new Noting(out, requests);
    }

    /** What is read of it. */
    RequestReader requests() {
        return requests;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public ListenerContext listenerContext() {
        return connection.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return connection.executor();
    }

    @Override
    public Router router() {
        return connection.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return connection.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return connection.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return connection.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return connection.localPeer();
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String socketId() {
        return connection.socketId();
    }

    @Override
    public String childSocketId() {
        return connection.childSocketId();
    }

    /** Writes, and notes that there was an answer. */
    private record Noting(DataWriter out, RequestReader requests) implements DataWriter {
        private void answer() {
            requests.answered();
            if (requests.isClosing()) {
                // Who was told to hurry has a last word, which an interrupted thread cannot write.
                var _ = Thread.interrupted();
            }
        }

        @Override
        public void write(BufferData... buffers) {
            answer();
            out.write(buffers);
        }

        @Override
        public void write(BufferData buffer) {
            answer();
            out.write(buffer);
        }

        @Override
        public void writeNow(BufferData... buffers) {
            answer();
            out.writeNow(buffers);
        }

        @Override
        public void writeNow(BufferData buffer) {
            answer();
            out.writeNow(buffer);
        }
    }
}
