package minutebook.web.nodes;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import minutebook.web.cluster.Ports;

/**
 * nginx or HAProxy before two nodes, with the very configuration of the documentation: only
 * addresses and places of files are others.
 */
final class Front implements AutoCloseable {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String NGINX =
            """
            user root;
            daemon off;
            worker_processes 1;
            pid FOLDER/nginx.pid;
            error_log stderr warn;
            events { worker_connections 1024; }
            http {
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                include FOLDER/minutebook.conf;
            }
            """;

    private final Process process;
    private final int port;
    private final Path folder;

    private Front(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    static Front nginx(Path folder, int portA, int portB) throws Exception {
        Files.createDirectories(folder);
        int port = Ports.free();
        adapt("nginx.conf", folder.resolve("minutebook.conf"), port, portA, portB);
        Path whole = folder.resolve("nginx.conf");
        Files.writeString(whole, NGINX.replace("FOLDER", folder.toString()));
        return start(folder, port, List.of(Programs.nginx().toString(), "-c", whole.toString()));
    }

    static Front haproxy(Path folder, int portA, int portB) throws Exception {
        Files.createDirectories(folder);
        int port = Ports.free();
        Path whole = folder.resolve("haproxy.cfg");
        adapt("haproxy.cfg", whole, port, portA, portB);
        return start(
                folder,
                port,
                List.of(Programs.haproxy().toString(), "-db", "-f", whole.toString()));
    }

    private static void adapt(String name, Path to, int port, int portA, int portB)
            throws IOException {
        String text = Files.readString(DOCS.resolve(name));
        var others =
                Map.of(
                        "listen 8080;", "listen 127.0.0.1:%d;".formatted(port),
                        "bind :8080", "bind 127.0.0.1:%d".formatted(port),
                        "127.0.0.1:8081", "127.0.0.1:" + portA,
                        "127.0.0.1:8082", "127.0.0.1:" + portB,
                        "/var/log/nginx", Objects.requireNonNull(to.getParent()).toString());
        for (var it : others.entrySet()) {
            text = text.replace(it.getKey(), it.getValue());
        }
        Files.writeString(to, text);
    }

    private static Front start(Path folder, int port, List<String> command) throws Exception {
        File log = folder.resolve("log").toFile();
        Process process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        var front = new Front(process, port, folder);
        Pair.await("it listens: " + command, front::listens);
        return front;
    }

    private boolean listens() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(folder.resolve("log")));
        }
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Whether HAProxy, which says so whenever that changes, sends clients to both nodes. */
    boolean hasBoth() throws IOException {
        List<String> lines = logged().lines().toList();
        return isUp(lines, "Server nodes/a is ") && isUp(lines, "Server nodes/b is ");
    }

    private static boolean isUp(List<String> lines, String words) {
        return lines.stream()
                .filter(it -> it.contains(words))
                .reduce((_, last) -> last)
                .map(it -> it.contains(words + "UP"))
                .orElse(true);
    }

    /** All that it has logged. */
    String logged() throws IOException {
        Path access = folder.resolve("minutebook.log");
        return Files.readString(folder.resolve("log"))
                + (Files.exists(access) ? Files.readString(access) : "");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
