package minutebook.web.live.socketio;

import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.SocketIOServer;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import minutebook.web.live.engine.Limits;

/** Who is attacked: our endpoint, or the library's own server, set up as its documentation says. */
enum Target {
    OURS {
        @Override
        Victim start(Limits limits) {
            var server = new EchoServer(limits);
            return new Victim() {
                @Override
                public int port() {
                    return server.port();
                }

                @Override
                public Queue<String> heard() {
                    return server.heard;
                }

                @Override
                public int sessions() {
                    return server.socketIo.sessions();
                }

                @Override
                public int clients() {
                    return server.clients.size();
                }

                @Override
                public void broadcast(String text) {
                    SocketIo.broadcast(server.clients, Encoded.event("news", new TextNode(text)));
                }

                @Override
                public void close() {
                    server.close();
                }
            };
        }
    },
    BARE {
        @Override
        Victim start(Limits limits) {
            return new Bare();
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

    private static final class Bare implements Victim {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final SocketIOServer server;
        private final SocketIONamespace namespace;

        Bare() {
            var configuration = new Configuration();
            configuration.setHostname("127.0.0.1");
            configuration.setPort(freePort());
            // One event loop, so that those who are to suffer with the attacker are on his.
            configuration.setWorkerThreads(1);
            configuration.getSocketConfig().setReuseAddress(true);
            server = new SocketIOServer(configuration);
            namespace = server.addNamespace(SocketIo.NAMESPACE);
            namespace.addAuthTokenListener(
                    (auth, client) ->
                            auth instanceof Map<?, ?> map
                                            && EchoServer.TOKEN.equals(map.get("token"))
                                    ? AuthTokenResult.AuthTokenResultSuccess
                                    : new AuthTokenResult(false, "denied"));
            for (SocketIONamespace each : List.of(namespace, server.getNamespace(""))) {
                each.addEventListener(
                        "echo",
                        Object.class,
                        (client, data, ack) -> {
                            heard.add("echo");
                            client.sendEvent("echo", data);
                        });
            }
            server.start();
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

        // The library tells nobody of clients that are in no namespace, and keeps them all the
        // same.
        @Override
        public int sessions() {
            Object box = field(field(server, "pipelineFactory"), "clientsBox");
            return ((Map<?, ?>) field(box, "uuid2clients")).size();
        }

        private static Object field(Object owner, String name) {
            try {
                Field field = owner.getClass().getDeclaredField(name);
                field.setAccessible(true);
                return field.get(owner);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("netty-socketio is not the version that was read", e);
            }
        }

        @Override
        public int clients() {
            Collection<SocketIOClient> all = namespace.getAllClients();
            return all.size();
        }

        @Override
        public void broadcast(String text) {
            namespace.getBroadcastOperations().sendEvent("news", text);
        }

        @Override
        public void close() {
            // The library's stop takes 2.5 s, which nobody has to wait for.
            Thread.ofPlatform().daemon().start(server::stop);
        }
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
                usual.largeBytesMax(),
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
