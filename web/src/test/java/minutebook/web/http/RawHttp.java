package minutebook.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** HTTP as no client of good manners would speak it. */
public final class RawHttp {
    private RawHttp() {}

    /** The whole answer to a GET of {@code target}, which goes out as it is: head and body. */
    static String get(URI server, String target) throws IOException {
        return exchange(
                server,
                "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .formatted(target));
    }

    /** Sends these characters, each a byte, and gives all that comes until the server closes. */
    public static String exchange(URI server, String request) throws IOException {
        try (Socket socket = send(server, request)) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** The same, but only the head of the first answer, and its empty line. */
    public static String head(URI server, String request) throws IOException {
        try (Socket socket = send(server, request)) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                head.append((char) next);
            }
            return head.toString();
        }
    }

    private static Socket send(URI server, String request) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return socket;
    }
}
