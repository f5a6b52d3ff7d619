package minutebook.web.mail.transport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes every mail, save where it is told to do otherwise, and remembers every
 * line that a client sent. Stages are the commands, {@code "."} for a mail's end, and {@link
 * #GREETING}.
 */
public final class ScriptedSmtp implements AutoCloseable {
    public static final String GREETING = "greeting";

    private final ServerSocket listener;
    private final Map<String, Queue<Act>> script = new ConcurrentHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile List<String> extensions = List.of();
    private volatile @Nullable SSLContext tls;

    public ScriptedSmtp() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What it does at a stage; ends the connection by throwing. */
    @FunctionalInterface
    public interface Act {
        void on(Talk talk) throws IOException, InterruptedException;
    }

    /** Answers with a line, or several with {@code \r\n} between them. */
    public static Act say(String reply) {
        return talk -> talk.write(reply + "\r\n");
    }

    /** Ends the connection. */
    public static Act hangUp() {
        return _ -> {
            throw new IOException("hung up");
        };
    }

    /** Says nothing more until the client hangs up. */
    public static Act beSilent() {
        return talk -> {
            while (talk.in.read() >= 0) {
                // Whatever it says.
            }
            throw new IOException("the client hung up");
        };
    }

    /** Says so much at a time, for as long as anybody listens: never a line's end. */
    public static Act drip(String drop, int pauseMillis) {
        return talk -> {
            while (!talk.server.closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                talk.write(drop);
            }
        };
    }

    /** One after the other. */
    public static Act both(Act first, Act second) {
        return talk -> {
            first.on(talk);
            second.on(talk);
        };
    }

    /** At the stage it does these, one at a time, and the last one for ever. */
    public ScriptedSmtp on(String stage, Act... acts) {
        script.put(stage, new ArrayDeque<>(List.of(acts)));
        return this;
    }

    /** What EHLO tells of: {@code AUTH PLAIN}, {@code STARTTLS}. */
    public ScriptedSmtp offering(String... offered) {
        extensions = List.of(offered);
        return this;
    }

    /** With what it encrypts after STARTTLS. */
    public ScriptedSmtp encryptingWith(SSLContext context) {
        tls = context;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many there were. */
    public int connections() {
        return connections.get();
    }

    /** All that clients sent so far, a line each, as it came; after {@code STARTTLS}: decrypted. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many lines begin so. */
    public long count(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            new Talk(this, socket).run();
        } catch (IOException | InterruptedException over) {
            // Either of them hung up.
        }
    }

    private void act(String stage, Talk talk, String otherwise)
            throws IOException, InterruptedException {
        Queue<Act> acts = script.getOrDefault(stage, new ArrayDeque<>());
        Act act;
        synchronized (acts) {
            act = acts.size() > 1 ? acts.remove() : acts.peek();
        }
        (act == null ? say(otherwise) : act).on(talk);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** With one client. */
    public static final class Talk {
        private final ScriptedSmtp server;
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String said = "";

        private Talk(ScriptedSmtp server, Socket socket) throws IOException {
            this.server = server;
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private void write(String text) throws IOException {
            said = text;
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        private void run() throws IOException, InterruptedException {
            server.act(GREETING, this, "220 scripted.example ready");
            while (true) {
                String line = line();
                String command = line.replaceFirst("[ :].*", "").toUpperCase(Locale.ROOT);
                server.act(command, this, usual(command));
                switch (command) {
                    case "DATA" -> readMail();
                    case "STARTTLS" -> encrypt();
                    case "QUIT" -> throw new IOException("The client has gone");
                    default -> {}
                }
            }
        }

        private String usual(String command) {
            return switch (command) {
                case "EHLO" -> hello();
                case "AUTH" -> "235 2.7.0 welcome";
                case "DATA" -> "354 go on";
                case "STARTTLS" -> "220 go on";
                case "QUIT" -> "221 bye";
                default -> "250 2.0.0 OK";
            };
        }

        private String hello() {
            var hello = new StringBuilder("250-scripted.example\r\n");
            server.extensions.forEach(offer -> hello.append("250-").append(offer).append("\r\n"));
            return hello.append("250 ENHANCEDSTATUSCODES").toString();
        }

        private void readMail() throws IOException, InterruptedException {
            if (!said.startsWith("354")) {
                return;
            }
            while (!line().equals(".")) {
                // Remembered.
            }
            server.act(".", this, "250 2.0.0 queued as 42");
        }

        private void encrypt() throws IOException {
            SSLContext context = server.tls;
            if (context == null) {
                return;
            }
            var encrypted =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, null, socket.getPort(), true);
            encrypted.setUseClientMode(false);
            socket = encrypted;
            in = new BufferedInputStream(encrypted.getInputStream());
            out = encrypted.getOutputStream();
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            int read;
            while ((read = in.read()) != '\n') {
                if (read < 0) {
                    throw new IOException("The client hung up");
                }
                line.write(read);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
            server.lines.add(text);
            return text;
        }
    }
}
