package minutebook.web.live.socketio;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.SocketIOServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import minutebook.web.live.socketio.Target.Victim;

/** The library's own server, set up as its documentation says, with much the same application. */
final class BareLibrary implements Victim {

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final SocketIOServer server;
    private final SocketIONamespace namespace;

    BareLibrary() {
        var configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        // One event loop, so that those who are to suffer with the attacker are on his.
        configuration.setWorkerThreads(1);
        configuration.getSocketConfig().setReuseAddress(true);
        server = new SocketIOServer(configuration);
        namespace = server.addNamespace(SocketIo.NAMESPACE);
        namespace.addAuthTokenListener((auth, client) -> judge(auth));
        for (SocketIONamespace each : List.of(namespace, server.getNamespace(""))) {
            each.addEventListener(
                    "echo",
                    Object.class,
                    (client, data, ack) -> {
                        heard.add("echo");
                        client.sendEvent("echo", data);
                    });
            each.addEventListener(
                    "wait", Object.class, (client, data, ack) -> EchoServer.await(gate));
        }
        server.start();
    }

    private AuthTokenResult judge(Object auth) {
        Object token = auth instanceof Map<?, ?> map ? map.get("token") : null;
        if ("wait".equals(token)) {
            EchoServer.await(gate);
        }
        return EchoServer.TOKEN.equals(token)
                ? AuthTokenResult.AuthTokenResultSuccess
                : new AuthTokenResult(false, "denied");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return server.getConfiguration().getPort();
    }

    @Override
    public Queue<String> heard() {
        return heard;
    }

    // The library tells nobody of clients that are in no namespace, and keeps them all the same.
    @Override
    public int sessions() {
        return Hidden.size(server, "pipelineFactory", "clientsBox", "uuid2clients");
    }

    @Override
    public int acks() {
        return Hidden.size(server, "pipelineFactory", "ackManager", "ackEntries");
    }

    @Override
    public int clients() {
        return namespace.getAllClients().size();
    }

    @Override
    public void dismiss() {
        namespace.getAllClients().iterator().next().disconnect();
    }

    @Override
    public void letGo() {
        gate.countDown();
    }

    @Override
    public void broadcast(String text) {
        namespace.getBroadcastOperations().sendEvent("news", text);
    }

    @Override
    public void close() {
        letGo();
        // The library's stop takes 2.5 s, which nobody has to wait for.
        Thread.ofPlatform().daemon().start(server::stop);
    }
}
