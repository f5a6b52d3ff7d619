package minutebook.web.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for those who leave theirs and come back to it. */
public final class Ports {
    /** Below those from which the system takes the ports of those who connect. */
    private static final int PORT_MIN = 20_000;

    private static final int PORT_MAX = 30_000;

    private static final int ATTEMPTS_MAX = 1_000;

    private Ports() {}

    /**
     * One that nobody connecting to it while it is closed can be given, and so meet themselves. By
     * chance, so that several who look at the same time hardly find the same.
     */
    public static int free() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
        throw new IOException("No port from %d to %d is free".formatted(PORT_MIN, PORT_MAX));
    }
}
