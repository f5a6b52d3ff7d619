package minutebook.web.soak.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection, on which one request is made. One thread reads; closing ends its reading. */
final class Wire implements Closeable {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int BUFFER_BYTES = 4_096;

    private final Socket socket;
    private final DataInputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    }

    static Wire to(URI server) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            var address = new InetSocketAddress(server.getHost(), server.getPort());
            socket.connect(address, CONNECT_MILLIS_MAX);
            socket.setSoTimeout(CONNECT_MILLIS_MAX);
            return new Wire(socket);
        } catch (IOException gone) {
            socket.close();
            throw gone;
        }
    }

    /**
     * Asks, and reads the head of the answer.
     *
     * @param headers whole lines, each with its line break
     * @return the answer's headers, by their names in lower case
     * @throws NotServed if the status is another
     */
    Map<String, String> get(String target, String headers, int status) throws IOException {
        String host = socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
        String head = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
        write(head.getBytes(US_ASCII));
        String first = line();
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.split(":", 2);
            fields.put(
                    field[0].toLowerCase(Locale.ROOT), field.length == 2 ? field[1].strip() : "");
        }
        if (!first.startsWith("HTTP/1.1 " + status + " ")) {
            throw new NotServed(first);
        }
        return fields;
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    DataInputStream in() {
        return in;
    }

    /**
     * After so long without a byte, reading ends with a {@link java.net.SocketTimeoutException}.
     */
    void patience(long millis) throws IOException {
        socket.setSoTimeout(Math.clamp(millis, 1, Integer.MAX_VALUE));
    }

    private String line() throws IOException {
        return line(in);
    }

    /** ASCII, up to its line break, which is left out. */
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException();
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
