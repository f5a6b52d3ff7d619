package minutebook.web.live.socketio;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A client that says exactly what it is told to, be it wrong. */
public final class RawClient implements AutoCloseable {

    public static final String CLOSED = "(closed)";
    static final String SILENCE = "(silence)";

    static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private String reason = "";

    RawClient(int port) throws IOException {
        this(new Socket(), port);
    }

    private RawClient(Socket socket, int port) throws IOException {
        this.socket = socket;
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** One request by HTTP on a connection of its own; the answer's head and body in one text. */
    static String http(int port, String method, String query, String body, String... headers)
            throws IOException {
        try (var client = new RawClient(port)) {
            client.request(method, query, body, headers);
            return client.answer();
        }
    }

    void request(String method, String query, String body, String... headers) throws IOException {
        var text =
                new StringBuilder(
                        method + " /socket.io/?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (method.equals("POST") || method.equals("PUT")) {
            text.append("Content-Type: text/plain;charset=UTF-8\r\n");
            text.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
        }
        send(text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8));
    }

    String answer() throws IOException {
        String head = head();
        int length = 0;
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        int next;
        while ((next = in.read()) >= 0) {
            head.write(next);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** A WebSocket; the answer to its handshake is the first thing that it tells. */
    static RawClient webSocket(int port, String query, String... headers) throws IOException {
        return upgraded(new RawClient(port), query, headers);
    }

    private static RawClient upgraded(RawClient client, String query, String... headers)
            throws IOException {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        all.addAll(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Sec-WebSocket-Version"))) {
            all.add("Sec-WebSocket-Version: 13");
        }
        client.request("GET", query, "", all.toArray(String[]::new));
        return client;
    }

    /** A WebSocket that is past its handshake and has its open packet. */
    public static RawClient open(int port) throws IOException {
        return open(port, 4);
    }

    static RawClient open(int port, int protocol) throws IOException {
        return opened(new RawClient(port), protocol);
    }

    /** The same, but with next to no memory for what it has not read. */
    public static RawClient slow(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        return opened(new RawClient(socket, port), 4);
    }

    private static RawClient opened(RawClient client, int protocol) throws IOException {
        upgraded(client, "EIO=" + protocol + "&transport=websocket");
        client.answer();
        client.read();
        return client;
    }

    /** A WebSocket that is logged in at the application of the tests. */
    static RawClient loggedIn(int port) throws IOException {
        RawClient client = open(port);
        client.text("40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}");
        client.read();
        return client;
    }

    /** The session's secret in an open packet, or in an answer that has one. */
    static String sid(String open) {
        return open.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    public void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A masked frame with this first byte. */
    void frame(int head, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        // A mask of zeros is a mask.
        frame.putInt(0).put(payload);
        send(Arrays.copyOf(frame.array(), frame.position()));
    }

    /** These bytes and no others. A connection that is closed already takes them too. */
    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // What is read next tells.
        }
    }

    /** The next text; {@link #CLOSED} with the code, or without one; or {@link #SILENCE}. */
    public String read() throws IOException {
        return read(PATIENCE_MILLIS);
    }

    String read(int patienceMillis) throws IOException {
        socket.setSoTimeout(patienceMillis);
        try {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            length =
                    length == 126
                            ? in.readUnsignedShort()
                            : length == 127 ? (int) in.readLong() : length;
            byte[] payload = in.readNBytes(length);
            if (head == 0x88) {
                reason = new String(payload, StandardCharsets.UTF_8).substring(Math.min(2, length));
                return CLOSED + (length < 2 ? "" : " " + ByteBuffer.wrap(payload).getShort());
            }
            return (head == 0x81 ? "" : "(" + Integer.toHexString(head) + ")")
                    + new String(payload, StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return SILENCE;
        } catch (IOException e) {
            return CLOSED;
        }
    }

    /** Reads on until something that begins so comes; the last thing read if nothing such does. */
    public String readUntil(String beginning, int patienceMillis) throws IOException {
        while (true) {
            String text = read(patienceMillis);
            if (text.startsWith(beginning) || text.startsWith(CLOSED) || text.equals(SILENCE)) {
                return text;
            }
        }
    }

    boolean isClosedWithin(int millis) throws IOException {
        return readUntil(CLOSED, millis).startsWith(CLOSED);
    }

    /** What the server says when it closes, and must say with this code. */
    String closeReason(int code) throws IOException {
        String end = readUntil(CLOSED, PATIENCE_MILLIS);
        if (!end.startsWith(CLOSED + " " + code)) {
            throw new IOException("closed otherwise: " + end);
        }
        return reason;
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
