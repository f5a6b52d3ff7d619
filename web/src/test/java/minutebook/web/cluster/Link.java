package minutebook.web.cluster;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through a proxy: two sockets, and what goes from each to the other. */
final class Link {
    private final Socket client;
    private final Socket server;
    private final AtomicReference<@Nullable ReplyCut> replyCut;
    private final Consumer<Link> ended;
    private final Pump toServer;
    private final Pump toClient;
    private final AtomicInteger running = new AtomicInteger(2);
    private volatile boolean halfOpen;
    private volatile boolean answerIsLost;
    private String lastSent = "";

    /** {@code ended}: is told when both sockets are closed. */
    Link(
            Socket client,
            Socket server,
            Course toServer,
            Course toClient,
            AtomicReference<@Nullable ReplyCut> replyCut,
            Consumer<Link> ended) {
        this.client = client;
        this.server = server;
        this.replyCut = replyCut;
        this.ended = ended;
        this.toServer = new Pump(this, Direction.TO_SERVER, client, server, toServer);
        this.toClient = new Pump(this, Direction.TO_CLIENT, server, client, toClient);
    }

    void start() {
        toServer.start();
        toClient.start();
    }

    /** Resets both sides. */
    void cut() {
        reset(client);
        reset(server);
        toServer.end();
        toClient.end();
        ended.accept(this);
    }

    /** Closes one side and lets the other go on without anybody there. */
    void closeUntold(Side side) {
        halfOpen = true;
        reset(side == Side.CLIENT ? client : server);
    }

    boolean isHalfOpen() {
        return halfOpen;
    }

    /** Whether it cannot go on as if nothing had happened. */
    boolean isSpoiled() {
        return halfOpen || toServer.hasLost() || toClient.hasLost();
    }

    /** A piece is about to be passed on; false: the connection has been cut instead. */
    boolean mayPass(Direction direction, byte[] piece) {
        if (direction == Direction.TO_CLIENT) {
            if (answerIsLost) {
                cut();
            }
            return !answerIsLost;
        }
        ReplyCut wanted = replyCut.get();
        if (wanted != null) {
            if (wanted.isIn(lastSent, piece) && replyCut.compareAndSet(wanted, null)) {
                answerIsLost = true;
            }
            lastSent = wanted.rest(lastSent, piece);
        }
        return true;
    }

    /** One direction has come to its end in good order. */
    void ended() {
        if (halfOpen) {
            cut();
        } else if (running.decrementAndGet() == 0) {
            close(client);
            close(server);
            ended.accept(this);
        }
    }

    /** Says "reset by peer" to whoever is there. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // So be it.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // So be it.
        }
    }
}
