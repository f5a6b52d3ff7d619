package minutebook.web.stopping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import minutebook.web.TestUser;

/** Asks, and reads a byte now and then: never so little that it is cut for that. */
final class SlowReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    private SlowReader(TestUser user, String target) throws IOException {
        socket.setReceiveBufferSize(BUFFER_BYTES);
        socket.connect(new InetSocketAddress(user.server().getHost(), user.server().getPort()));
        socket.setSoTimeout(20_000);
        String request =
                "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(target, user.token());
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    }

    static SlowReader get(TestUser user, String target) throws IOException {
        return new SlowReader(user, target);
    }

    /** And from then on a little of the rest, again and again, as a bad line does. */
    void readHead() throws IOException {
        while (!text().contains("\r\n\r\n")) {
            readSome(1);
        }
        Thread.startVirtualThread(this::readOn);
    }

    private void readOn() {
        try {
            while (readSome(BUFFER_BYTES)) {
                Thread.sleep(200);
            }
        } catch (IOException cut) {
            // What came before it counts.
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readSome(int most) throws IOException {
        byte[] some = new byte[most];
        int count = socket.getInputStream().read(some);
        if (count > 0) {
            read.write(some, 0, count);
        }
        return count >= 0;
    }

    private String text() {
        return read.toString(ISO_8859_1);
    }

    /** Whether a client would take what came for all there is: the last chunk is there. */
    boolean isWhole() {
        return text().endsWith("\r\n0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
