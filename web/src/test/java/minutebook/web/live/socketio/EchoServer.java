package minutebook.web.live.socketio;

import com.corundumstudio.socketio.SocketIOClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Door;
import minutebook.web.door.DoorLimits;
import minutebook.web.door.Network;
import minutebook.web.door.Origins;
import minutebook.web.door.RequestLog;
import minutebook.web.http.RequestCounts;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.Target.Victim;
import org.jspecify.annotations.Nullable;

/**
 * A small application on a real server on a port of its own: who says the token `let-me-in` is let
 * in; `echo` comes back to its sender and is acked, `shout` goes to everybody, `count` sends that
 * many numbers, `wait` is not done before it is let go, and neither is the login of who has that as
 * token.
 */
final class EchoServer implements Victim {

    static final String TOKEN = "let-me-in";
    static final String ALLOWED_ORIGIN = "https://friend.example";

    final SocketIo socketIo;
    final List<SocketIOClient> clients = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private static final RequestLog UNCOUNTED = new RequestLog(new RequestCounts(), false);

    private final WebServer server;

    EchoServer(Limits limits) {
        this(limits, null);
    }

    /** {@code login}: in place of the token, and of others that are good the second time. */
    EchoServer(Limits limits, @Nullable Login login) {
        var origins = Origins.ownAnd(List.of(ALLOWED_ORIGIN));
        // The loopback is a proxy, so that a client of the tests can come from any address.
        var addresses = new ClientAddress(List.of(Network.parse("127.0.0.0/8")));
        var door = new Door(DoorLimits.defaults(), addresses, origins, UNCOUNTED, false);
        socketIo = new SocketIo(login == null ? this::judge : login, limits, origins, addresses);
        listen();
        socketIo.start();
        var config = WebServer.builder().host("127.0.0.1").port(0);
        door.configure(config, socketIo.upgrader());
        var routing = HttpRouting.builder();
        door.routing(routing);
        socketIo.routing(routing);
        server = config.routing(routing).shutdownHook(false).build().start();
    }

    private Login.Verdict judge(@Nullable String bearer, Object auth) {
        if (bearer == null) {
            return new Login.Verdict.Refused("No token.");
        }
        if (bearer.equals("wait")) {
            await(gate);
        }
        if (bearer.startsWith("later") && late.add(bearer)) {
            return new Login.Verdict.NotNow();
        }
        return bearer.equals(TOKEN) || late.contains(bearer)
                ? new Login.Verdict.Accepted("anna")
                : new Login.Verdict.Refused("This token is not good.");
    }

    private void listen() {
        socketIo.namespace()
                .addConnectListener(
                        client -> {
                            clients.add(client);
                            heard.add("connect " + SocketIo.principal(client, Object.class));
                        });
        socketIo.namespace()
                .addDisconnectListener(
                        client -> {
                            heard.add("disconnect");
                            clients.remove(client);
                        });
        socketIo.namespace()
                .addEventListener(
                        "echo",
                        JsonNode.class,
                        (client, data, ack) -> {
                            heard.add("echo");
                            SocketIo.send(client, Encoded.event("echo", data));
                            ack.sendAckData(data);
                        });
        socketIo.namespace()
                .addEventListener(
                        "shout",
                        JsonNode.class,
                        (client, data, ack) -> {
                            SocketIo.broadcast(clients, Encoded.event("shout", data));
                            Thread.startVirtualThread(
                                    () -> ack.sendAckData(new TextNode("shouted")));
                        });
        socketIo.namespace()
                .addEventListener(
                        "count",
                        JsonNode.class,
                        (client, data, ack) -> {
                            for (int i = 0; i < data.intValue(); i++) {
                                SocketIo.send(client, Encoded.event("number", new IntNode(i)));
                            }
                        });
        socketIo.namespace()
                .addEventListener(
                        "dismiss", JsonNode.class, (client, data, ack) -> SocketIo.close(client));
        socketIo.namespace()
                .addEventListener("wait", JsonNode.class, (client, data, ack) -> await(gate));
    }

    static void await(CountDownLatch gate) {
        try {
            gate.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void letGo() {
        gate.countDown();
    }

    /** The first things that the application was told, so many or as many as come in a while. */
    List<String> heard(int count) throws InterruptedException {
        List<String> first = new ArrayList<>();
        while (first.size() < count) {
            String next = heard.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                break;
            }
            first.add(next);
        }
        first.addAll(heard);
        return first;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Queue<String> heard() {
        return heard;
    }

    @Override
    public int sessions() {
        return socketIo.sessions();
    }

    @Override
    public int clients() {
        return clients.size();
    }

    @Override
    public int acks() {
        return Hidden.size(socketIo, "library", "acks", "ackEntries");
    }

    @Override
    public void dismiss() {
        SocketIo.close(clients.getFirst());
    }

    @Override
    public void broadcast(String text) {
        SocketIo.broadcast(clients, Encoded.event("news", new TextNode(text)));
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        try {
            socketIo.close(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letGo();
        server.stop();
    }
}
