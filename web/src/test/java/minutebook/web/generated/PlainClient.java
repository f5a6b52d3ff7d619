package minutebook.web.generated;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A client that sends any bytes, on one connection as long as the server keeps it. */
final class PlainClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    PlainClient(int port) {
        this.port = port;
    }

    record Answer(int status, String head, String body) {}

    /** Status 0: the connection was closed with no answer. Of a stream only the head is read. */
    Answer send(byte[] request) throws IOException {
        boolean fresh = socket == null;
        Answer answer = exchange(request);
        // One that was kept may have been closed meanwhile, as any client must expect.
        return answer.status() == 0 && !fresh ? exchange(request) : answer;
    }

    private Answer exchange(byte[] request) throws IOException {
        Socket open = open();
        try {
            open.getOutputStream().write(request);
            open.getOutputStream().flush();
        } catch (SocketException closed) {
            // What was answered before can still be read.
        }
        try {
            return answer(request);
        } catch (SocketException reset) {
            close();
            return new Answer(0, "", "");
        }
    }

    private Answer answer(byte[] request) throws IOException {
        String head = head();
        if (head.isEmpty()) {
            close();
            return new Answer(0, "", "");
        }
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IOException("No head: " + head + "\nto " + text(request));
        }
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("text/event-stream")) {
            close();
            return new Answer(status, head, "");
        }
        boolean bodiless = request[0] == 'H' || status == 204 || status == 304;
        String body = bodiless ? "" : new String(body(lower), StandardCharsets.UTF_8);
        if (lower.contains("connection: close")) {
            close();
        }
        return new Answer(status, head, body);
    }

    private static String text(byte[] request) {
        String text = new String(request, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), 2_000));
    }

    private byte[] body(String head) throws IOException {
        if (head.contains("transfer-encoding: chunked")) {
            var all = new ByteArrayOutputStream();
            int size = Integer.parseInt(line(), 16);
            while (size > 0) {
                all.writeBytes(in.readNBytes(size));
                line();
                size = Integer.parseInt(line(), 16);
            }
            line();
            return all.toByteArray();
        }
        int at = head.indexOf("content-length:");
        if (at < 0) {
            return new byte[0];
        }
        String length = head.substring(at + 15, head.indexOf('\r', at)).strip();
        return in.readNBytes(Integer.parseInt(length));
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        String line = line();
        while (!line.isEmpty()) {
            head.append(line).append("\r\n");
            line = line();
        }
        return head.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream());
            socket = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
