package minutebook.web.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a running PostgreSQL's files by its low-level API (PostgreSQL, 25.3.4), which becomes
 * whole when it is started: what was written while it was copied stands in its log. As
 * pg_basebackup does it, which the programs that we bring do not have. For one thread.
 */
final class BaseBackup {
    /** It keeps the log from being cleaned up, and goes with the connection, whatever happens. */
    private static final String SLOT = "minutebook_backup";

    private final Connection database;
    private final Path cluster;

    /** {@code database}: a superuser's connection to the server of this cluster. */
    BaseBackup(Connection database, Path cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    /** Copies it into a folder, which is made. Blocks for as long as it takes to copy. */
    void copyTo(Path copy) throws SQLException, IOException {
        ask("select pg_create_physical_replication_slot('" + SLOT + "', true, true)");
        String first =
                ask("select pg_walfile_name(pg_backup_start('minutebook', fast => true))")
                        .getFirst();
        ClusterFiles.copyCluster(cluster, copy);
        List<String> stopped =
                ask(
                        """
                        select pg_walfile_name(lsn), labelfile, spcmapfile
                        from pg_backup_stop(wait_for_archive => false)
                        """);
        copyLog(copy.resolve("pg_wal"), first, stopped.get(0));
        ClusterFiles.write(copy.resolve("backup_label"), stopped.get(1));
        if (!stopped.get(2).isBlank()) {
            ClusterFiles.write(copy.resolve("tablespace_map"), stopped.get(2));
        }
        ask("select pg_drop_replication_slot('" + SLOT + "')");
    }

    /** Without all of it between the two, the copy would be worth nothing. */
    private void copyLog(Path copy, String first, String last) throws IOException {
        List<Path> needed;
        try (Stream<Path> all = Files.list(cluster.resolve("pg_wal"))) {
            needed =
                    all.filter(it -> name(it).matches("[0-9A-F]{24}"))
                            .filter(it -> name(it).compareTo(first) >= 0)
                            .filter(it -> name(it).compareTo(last) <= 0)
                            .sorted()
                            .toList();
        }
        if (needed.isEmpty()
                || !name(needed.getFirst()).equals(first)
                || !name(needed.getLast()).equals(last)) {
            throw new IOException(
                    "Of PostgreSQL's log, %s to %s are not all there".formatted(first, last));
        }
        Files.createDirectories(copy.resolve("archive_status"));
        for (Path file : needed) {
            ClusterFiles.copyFile(file, copy.resolve(name(file)));
        }
        ClusterFiles.sync(copy);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private List<String> ask(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            int columns = rows.getMetaData().getColumnCount();
            var row = new String[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = String.valueOf(rows.getString(i + 1));
            }
            return List.of(row);
        }
    }
}
