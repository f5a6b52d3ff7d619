package minutebook.web.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Copies folders, to the disk. Files that vanish meanwhile, as PostgreSQL's do, are left out. */
final class ClusterFiles {

    /** Folders of a cluster of which a backup has nothing but the folder (PostgreSQL, 25.3.4.2). */
    private static final Set<String> ONLY_FOLDERS =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    /** Of a running server, and not of its data. */
    private static final Set<String> NOT_DATA =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map");

    private ClusterFiles() {}

    /** A cluster's files but for its log (WAL). The server may be at work. */
    static void copyCluster(Path from, Path to) throws IOException {
        copy(
                from,
                to,
                path -> {
                    Path inside = from.relativize(path);
                    String name = inside.getFileName().toString();
                    return (inside.getNameCount() > 1
                                    && ONLY_FOLDERS.contains(inside.getName(0).toString()))
                            || NOT_DATA.contains(inside.toString())
                            || name.startsWith("pgsql_tmp")
                            || name.startsWith("pg_internal.init");
                });
    }

    /** All that is in a folder, if there is one. */
    static void copyAll(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            copy(from, to, _ -> false);
        }
    }

    static void copyFile(Path from, Path to) throws IOException {
        Files.copy(
                from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        sync(to);
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        sync(file);
    }

    /** Of a file or a folder: what was done to it survives a loss of power. */
    static void sync(Path path) throws IOException {
        StandardOpenOption how =
                Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (var file = FileChannel.open(path, how)) {
            file.force(true);
        }
    }

    private static void copy(Path from, Path to, Predicate<Path> leftOut) throws IOException {
        Files.walkFileTree(
                from,
                new FilesAtWork() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!folder.equals(from) && leftOut.test(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Path copy = to.resolve(from.relativize(folder).toString());
                        Files.createDirectories(copy);
                        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!leftOut.test(file)) {
                            try {
                                copyFile(file, to.resolve(from.relativize(file).toString()));
                            } catch (NoSuchFileException vanished) {
                                // Dropped since; what became of it stands in the log.
                            }
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException problem) throws IOException {
                        sync(to.resolve(from.relativize(folder).toString()));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
