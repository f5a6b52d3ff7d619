package minutebook.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** HTTP as no client of good manners would speak it. */
final class RawHttp {
    private RawHttp() {}

    /** The whole answer to a GET of {@code target}, which goes out as it is: head and body. */
    static String get(URI server, String target) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            String request =
                    "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(target);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
