package minutebook.web.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Remembers, in a comment on a history, that these very migrations were compared with these very
 * histories: so that a start which would find nothing to do need not look, which takes a third of
 * it. Whatever changes in either, the comment no longer fits.
 */
final class Settled {
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String NO_SUCH_SCHEMA = "3F000";
    private static final String NO_RIGHT = "42501";

    private final Connection connection;
    private final List<String> sides;
    private final String noted;

    /** {@code sides}: the schemas, of which the last has the comment. */
    Settled(Connection connection, List<String> sides) {
        this.connection = connection;
        this.sides = sides;
        this.noted = sides.getLast() + ".flyway_schema_history";
    }

    /** Whether all migrations are known to be as they are in the histories. */
    boolean isSo() throws SQLException {
        try {
            // A first start finds no table, which the database's log need not call an error.
            String comment =
                    "select coalesce(obj_description(to_regclass('%s'), 'pg_class'), '')"
                            .formatted(noted);
            String known = Ask.text(connection, comment);
            return !known.isEmpty() && known.equals(fingerprint());
        } catch (SQLException problem) {
            if (NO_SUCH_TABLE.equals(problem.getSQLState())
                    || NO_SUCH_SCHEMA.equals(problem.getSQLState())) {
                return false;
            }
            throw problem;
        }
    }

    /** They were compared, and are as they are there. Who may not note that, looks each time. */
    void note() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("comment on table %s is '%s'".formatted(noted, fingerprint()));
        } catch (SQLException problem) {
            if (!NO_RIGHT.equals(problem.getSQLState())) {
                throw problem;
            }
        }
    }

    private String fingerprint() throws SQLException {
        List<String> histories =
                sides.stream()
                        .map(
                                "select '%1$s' as side, h::text from %1$s.flyway_schema_history h"
                                        ::formatted)
                        .toList();
        return bundled()
                + " "
                + Ask.text(
                        connection,
                        "select md5(string_agg(a::text, ',' order by a::text)) from (%s) a"
                                .formatted(String.join(" union all ", histories)));
    }

    /** Stands for the names and contents of all migrations of this version. */
    private String bundled() {
        SortedMap<String, Long> sums = new TreeMap<>();
        try {
            for (String side : sides) {
                String folder = "db/migration/" + side;
                for (URL it : Collections.list(loader().getResources(folder))) {
                    if (it.openConnection() instanceof JarURLConnection jar) {
                        jar.getJarFile().stream()
                                .filter(entry -> entry.getName().startsWith(folder + "/"))
                                .forEach(entry -> sums.put(entry.getName(), entry.getCrc()));
                    } else {
                        sumUp(folder, Path.of(URI.create(it.toString())), sums);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("The migrations cannot be read", unreadable);
        }
        return HexFormat.of().toHexDigits(sum(sums.toString().getBytes(UTF_8)));
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static void sumUp(String folder, Path path, SortedMap<String, Long> sums)
            throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                sums.put(folder + "/" + file.getFileName(), sum(Files.readAllBytes(file)));
            }
        }
    }

    private static long sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
