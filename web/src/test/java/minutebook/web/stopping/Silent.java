package minutebook.web.stopping;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server that takes connections and never says a word. */
final class Silent implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> callers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> called = new CompletableFuture<>();

    Silent() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                callers.add(listening.accept());
                called.complete(true);
            }
        } catch (IOException closed) {
            called.complete(false);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    void awaitCaller() throws Exception {
        called.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }
}
