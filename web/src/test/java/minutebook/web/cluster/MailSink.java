package minutebook.web.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A mail server that takes every mail, of any number of clients. A mail counts as taken when it is
 * there whole, whether its sender hears of that or not.
 */
public final class MailSink implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();

    /** {@code text}: head and body as they came, lines ended by a line feed. */
    public record Taken(String to, String messageId, String text) {}

    private MailSink(ServerSocket listener) {
        this.listener = listener;
    }

    public static MailSink open() throws IOException {
        var sink =
                new MailSink(new ServerSocket(Ports.free(), 50, InetAddress.getLoopbackAddress()));
        Thread.startVirtualThread(sink::accept);
        return sink;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All that it has taken, oldest first. */
    public List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException closed) {
            // By ourselves.
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = client.getOutputStream();
            answer(out, "220 sink.example ready");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("RCPT TO:")) {
                    to = line.replaceAll(".*<(.*)>.*", "$1");
                    answer(out, "250 2.1.5 fine");
                } else if (verb.equals("DATA")) {
                    answer(out, "354 go on");
                    take(to, in);
                    answer(out, "250 2.0.0 taken");
                } else if (verb.equals("QUIT")) {
                    answer(out, "221 2.0.0 bye");
                    return;
                } else {
                    answer(out, "250 2.0.0 fine");
                }
            }
        } catch (IOException lost) {
            // Whatever was not whole, was not taken.
        } finally {
            open.remove(client);
        }
    }

    private void take(String to, BufferedReader in) throws IOException {
        var text = new StringBuilder();
        String id = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("It ended in the middle of a mail");
            }
            if (id.isEmpty() && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                id = line.substring(11).strip();
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        taken.add(new Taken(to, id, text.toString()));
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket it : open) {
                it.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
