package minutebook.web.live.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client, unchanged. */
class JavaClientIT {

    private static final String BOTH = "polling,websocket";

    private static final EchoServer server = new EchoServer(TestServer.patientSockets());

    private final List<Socket> sockets = new ArrayList<>();
    private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave() {
        sockets.forEach(Socket::disconnect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", BOTH})
    void a_token_in_auth_lets_one_in_and_an_echo_comes_back(String transports) throws Exception {
        Socket socket =
                connect(transports, options -> options.auth = Map.of("token", EchoServer.TOKEN));

        socket.on("echo", args -> came.add(args[0]));
        socket.emit("echo", "hello");

        assertEquals("hello", next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", BOTH})
    void a_token_in_the_header_lets_one_in_and_an_ack_comes_back(String transports)
            throws Exception {
        Socket socket = connect(transports, JavaClientIT::withHeader);

        socket.emit("shout", "hello", (Ack) args -> came.add(args[0]));

        assertEquals("shouted", next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", BOTH})
    void a_bad_token_is_told_so(String transports) throws Exception {
        open(transports, options -> options.auth = Map.of("token", "wrong"));

        assertEquals("This token is not good.", refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", BOTH})
    void no_token_is_told_so(String transports) throws Exception {
        open(transports, options -> {});

        assertEquals("No token.", refusal());
    }

    @Test
    void the_token_in_auth_counts_where_there_are_two() throws Exception {
        open(
                BOTH,
                options -> {
                    withHeader(options);
                    options.auth = Map.of("token", "wrong");
                });

        assertEquals("This token is not good.", refusal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void a_file_of_ten_megabytes_goes_both_ways(String transports) throws Exception {
        Socket socket = connect(transports, JavaClientIT::withHeader);
        String file = "data:image/png;base64," + "A".repeat(4 * ((10 * 1024 * 1024 + 2) / 3));

        socket.on("echo", args -> came.add(args[0]));
        socket.emit("echo", file);

        assertEquals(file.hashCode(), next().hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", BOTH})
    void three_hundred_events_come_in_order(String transports) throws Exception {
        Socket socket = connect(transports, JavaClientIT::withHeader);

        socket.on("number", args -> came.add(args[0]));
        socket.emit("count", 300);

        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            numbers.add(next());
        }
        assertEquals(IntStream.range(0, 300).boxed().toList(), numbers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void who_is_dismissed_is_gone_and_may_come_back(String transports) throws Exception {
        Socket socket = connect(transports, JavaClientIT::withHeader);

        socket.on(Socket.EVENT_DISCONNECT, args -> came.add(args[0]));
        socket.emit("dismiss", "");
        assertEquals("io server disconnect", next());

        connect(transports, JavaClientIT::withHeader);
    }

    private Socket connect(String transports, Consumer<IO.Options> with) throws Exception {
        Socket socket = open(transports, with);
        assertEquals("connected", next());
        socket.off(Socket.EVENT_CONNECT);
        return socket;
    }

    private Socket open(String transports, Consumer<IO.Options> with) {
        var options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports.split(",");
        with.accept(options);
        Socket socket = IO.socket(URI.create(server.url() + SocketIo.NAMESPACE), options);
        socket.on(Socket.EVENT_CONNECT, args -> came.add("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> came.add(args[0]));
        socket.connect();
        sockets.add(socket);
        return socket;
    }

    private static void withHeader(IO.Options options) {
        options.extraHeaders = Map.of("Authorization", List.of("Bearer " + EchoServer.TOKEN));
    }

    private String refusal() throws Exception {
        return ((JSONObject) next()).getString("message");
    }

    private Object next() throws InterruptedException {
        return Objects.requireNonNull(came.poll(3, TimeUnit.MINUTES), "nothing came");
    }
}
