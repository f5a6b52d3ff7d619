package minutebook.web.backup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import minutebook.web.start.CannotStart;
import minutebook.web.start.DataDir;

/**
 * A backup of a node with an embedded PostgreSQL: a folder that is laid out as a {@code DATA_DIR}
 * is, with {@code about} in it, which says what it is one of.
 */
public final class BackupFolder {
    private static final String ABOUT = "about";
    private static final String CHECKPOINTS = "checkpoints";

    /** Beside the database: signatures, mails, who was erased. */
    private static final List<String> FOLDERS = List.of(CHECKPOINTS, "mail");

    private static final String CLUSTER = "postgres/data";
    private static final String PASSWORD = "postgres/password";

    private final Path path;

    public BackupFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /**
     * Makes it, beside a running server. Under its own name it is whole, or not there.
     *
     * @param database a superuser's connection to the embedded PostgreSQL of the {@code DATA_DIR}
     * @return the position that it has at least
     * @throws CannotStart if there is something already, or it cannot be made
     */
    public long make(Connection database, Path dataDir) {
        if (Files.exists(path)) {
            throw new CannotStart("'%s' is there already: choose another folder.".formatted(path));
        }
        Path half = path.resolveSibling(path.getFileName() + ".half");
        try {
            Files.createDirectories(half.getParent());
            Files.createDirectory(
                    half,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            // Before the database, so that nothing is signed that is not in it.
            for (String folder : FOLDERS) {
                ClusterFiles.copyAll(dataDir.resolve(folder), half.resolve(folder));
            }
            long position = about(database, half.resolve(ABOUT));
            Files.createDirectory(half.resolve("postgres"));
            ClusterFiles.copyFile(dataDir.resolve(PASSWORD), half.resolve(PASSWORD));
            new BaseBackup(database, dataDir.resolve(CLUSTER)).copyTo(half.resolve(CLUSTER));
            ClusterFiles.sync(half);
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
            ClusterFiles.sync(half.resolveSibling("."));
            return position;
        } catch (FileAlreadyExistsException under) {
            throw new CannotStart(
                    "'%s' is there: another backup is made into it, or was broken off; delete it then."
                            .formatted(half),
                    under);
        } catch (IOException | SQLException problem) {
            throw new CannotStart(
                    "The backup could not be made: %s What there is of it is in '%s'."
                            .formatted(problem.getMessage(), half),
                    problem);
        }
    }

    private static long about(Connection database, Path file) throws SQLException, IOException {
        try (var statement = database.createStatement();
                var row =
                        statement.executeQuery(
                                "select epoch, position, current_setting('server_version') from book.head")) {
            row.next();
            ClusterFiles.write(
                    file,
                    """
                    A backup of Minutebook, to be restored by scripts/restore.
                    begun: %s
                    epoch: %s
                    position, at least: %d
                    PostgreSQL: %s
                    """
                            .formatted(
                                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getString(3)));
            return row.getLong(2);
        }
    }

    /**
     * Puts it into a {@code DATA_DIR} that has no database. What that has of signatures and mails
     * stays: it is younger.
     *
     * @throws CannotStart if it has one, or this is no backup
     */
    public void restoreInto(DataDir dataDir) {
        Path cluster = dataDir.path().resolve(CLUSTER);
        if (!Files.exists(path.resolve(ABOUT)) || !Files.exists(path.resolve(CLUSTER))) {
            throw new CannotStart("'%s' is no backup of Minutebook.".formatted(path));
        }
        if (Files.exists(cluster)) {
            throw new CannotStart(
                    "There is a database in '%s' already: move it aside, or choose another DATA_DIR."
                            .formatted(cluster.getParent()));
        }
        try {
            Path home = Files.createDirectories(cluster.getParent());
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            Path half = home.resolve("data.restored");
            ClusterFiles.copyAll(path.resolve(CLUSTER), half);
            ClusterFiles.copyFile(path.resolve(PASSWORD), dataDir.path().resolve(PASSWORD));
            for (String folder : FOLDERS) {
                if (isMissing(dataDir.path().resolve(folder))) {
                    ClusterFiles.copyAll(path.resolve(folder), dataDir.path().resolve(folder));
                }
            }
            // Last, and in one step: from here on it is restored.
            Files.move(half, cluster, StandardCopyOption.ATOMIC_MOVE);
            ClusterFiles.sync(home);
        } catch (IOException problem) {
            throw new CannotStart(
                    "'%s' could not be restored: %s".formatted(path, problem), problem);
        }
    }

    private static boolean isMissing(Path folder) throws IOException {
        try (var files = Files.exists(folder) ? Files.list(folder) : Stream.<Path>empty()) {
            return files.findAny().isEmpty();
        }
    }
}
