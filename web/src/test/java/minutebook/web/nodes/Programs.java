package minutebook.web.nodes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the programs are that stand before and behind nodes: scripts/test installs them. */
final class Programs {
    private Programs() {}

    static Path nginx() {
        return find("NGINX", "nginx", List.of("/usr/sbin/nginx", "/usr/bin/nginx"));
    }

    static Path haproxy() {
        return find("HAPROXY", "haproxy", List.of("/usr/sbin/haproxy", "/usr/bin/haproxy"));
    }

    /** The folder with {@code bin/pg_basebackup}. */
    static Path postgresql() {
        List<String> places =
                Stream.of("18", "17", "16", "15").map("/usr/lib/postgresql/%s"::formatted).toList();
        return find("POSTGRESQL", "postgresql", places);
    }

    private static Path find(String variable, String debian, List<String> places) {
        String told = System.getenv(variable);
        return Stream.concat(Stream.ofNullable(told), places.stream())
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "This test needs %1$s (Debian: apt-get install %1$s), or %2$s set to where it is"
                                                .formatted(debian, variable)));
    }
}
