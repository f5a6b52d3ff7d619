package minutebook.web.stopping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;

/** A command whose body comes by a byte now and then, and would take minutes. */
final class SlowUpload implements AutoCloseable {
    private final Socket socket;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private SlowUpload(TestUser user, String path) throws IOException {
        socket = new Socket(user.server().getHost(), user.server().getPort());
        String head =
                "PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
                        .formatted(path, user.token());
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        Thread.startVirtualThread(this::sendOn);
        Thread.startVirtualThread(this::read);
    }

    static SlowUpload begin(TestUser user, String path) throws IOException {
        return new SlowUpload(user, path);
    }

    private void sendOn() {
        try {
            while (!answer.isDone()) {
                socket.getOutputStream().write(' ');
                Thread.sleep(300);
            }
        } catch (IOException over) {
            // It was answered, or cut.
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        var read = new ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                read.write(next);
            }
        } catch (SocketException cut) {
            // What came before it counts.
        } catch (IOException problem) {
            answer.completeExceptionally(problem);
        }
        answer.complete(read.toString(ISO_8859_1));
    }

    /** All that came until the connection was closed. */
    String answer() throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
