package minutebook.web.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network that can be spoiled: takes connections at a port of its own on the loopback interface
 * and leads each to a server. Thread-safe. The port is the same for its whole life, also after it
 * refused connections for a while.
 */
public final class TcpProxy implements AutoCloseable {
    private final String host;
    private final int port;
    private final int ownPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<@Nullable ReplyCut> replyCut = new AtomicReference<>();
    private final Course toServer = new Course();
    private final Course toClient = new Course();
    private @Nullable Listening listening;

    private record Listening(ServerSocket socket, Thread thread) {
        /** The system goes on taking connections until nobody waits for one any more. */
        void end() {
            try {
                socket.close();
                thread.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TcpProxy(String host, int port, int ownPort) {
        this.host = host;
        this.port = port;
        this.ownPort = ownPort;
    }

    /** One before this server, which need not be there yet. */
    public static TcpProxy before(String host, int port) throws IOException {
        var proxy = new TcpProxy(host, port, Ports.free());
        proxy.listen();
        return proxy;
    }

    /** Where it takes connections. */
    public int port() {
        return ownPort;
    }

    /** From now on, on all connections. */
    public void set(Direction direction, Fault fault) {
        course(direction).set(fault);
    }

    /** In both directions. */
    public void set(Fault fault) {
        set(Direction.TO_SERVER, fault);
        set(Direction.TO_CLIENT, fault);
    }

    /**
     * The next time that a client sends this text, the server gets it, and its answer is taken and
     * not passed on: the connection is reset instead. Once.
     */
    public void cutReplyTo(String text) {
        replyCut.set(new ReplyCut(text));
    }

    /** Whether no reply waits any more to be cut off. */
    public boolean hasCutReply() {
        return replyCut.get() == null;
    }

    /** Nobody listens any more; open connections go on. */
    public synchronized void refuse() {
        Listening it = listening;
        listening = null;
        if (it != null) {
            it.end();
        }
    }

    /** Refuses connections, and resets all that there are: the server seems to be gone. */
    public void goAway() {
        refuse();
        cutAll();
    }

    /** Takes connections again, if it did not. */
    public synchronized void listen() throws IOException {
        if (listening == null) {
            var socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ownPort), 1024);
            listening = new Listening(socket, Thread.startVirtualThread(() -> accept(socket)));
        }
    }

    /** Resets all connections. */
    public void cutAll() {
        links.forEach(Link::cut);
    }

    /**
     * Closes the sockets of one side of all connections, and does not tell the other side, which
     * may go on sending into the void.
     */
    public void closeUntold(Side side) {
        links.forEach(it -> it.closeUntold(side));
    }

    /**
     * All is well again: what was held goes on, new connections are taken, and those that cannot
     * recover, since they have lost something or are half open, are reset.
     */
    public void heal() throws IOException {
        replyCut.set(null);
        set(Fault.NONE);
        links.stream().filter(Link::isSpoiled).forEach(Link::cut);
        listen();
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** How many connections there have been. */
    public long accepted() {
        return accepted.get();
    }

    /** How many bytes were passed on. */
    public long passed(Direction direction) {
        return course(direction).passed().get();
    }

    private Course course(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                Thread.startVirtualThread(() -> lead(client));
            }
        } catch (IOException refused) {
            // Closed by ourselves.
        }
    }

    private void lead(Socket client) {
        var server = new Socket();
        try {
            server.connect(new InetSocketAddress(host, port));
            // Else whatever takes two writes waits 40 ms for the other side's delayed ACK.
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException nobodyThere) {
            Link.reset(client);
            return;
        }
        var link = new Link(client, server, toServer, toClient, replyCut, links::remove);
        links.add(link);
        link.start();
    }

    @Override
    public void close() {
        goAway();
    }
}
