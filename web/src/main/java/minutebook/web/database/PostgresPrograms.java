package minutebook.web.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import minutebook.web.start.CannotStart;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked from the class path once and kept. */
public final class PostgresPrograms {

    private PostgresPrograms() {}

    /**
     * The folder with {@code bin/postgres}: unpacked into {@code home} if it is not there yet,
     * which takes some seconds. Of several processes that need them at once, one unpacks and the
     * others wait for it.
     *
     * @throws CannotStart if there are none for this system
     */
    public static synchronized Path unpacked(Path home) {
        URL archive = archive();
        try {
            Path programs = home.resolve("programs-" + version(archive));
            if (!Files.isDirectory(programs)) {
                unpackAlone(archive, programs);
            }
            return programs;
        } catch (IOException problem) {
            throw new CannotStart(
                    "PostgreSQL cannot be unpacked into '%s': %s".formatted(home, problem),
                    problem);
        }
    }

    private static void unpackAlone(URL archive, Path programs) throws IOException {
        Files.createDirectories(programs.getParent());
        Path half = programs.resolveSibling(programs.getFileName() + ".half");
        // The system lets go of the lock of who is killed.
        try (FileChannel channel =
                        FileChannel.open(
                                programs.resolveSibling(programs.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.isDirectory(programs)) {
                delete(half);
                unpack(archive, half);
                // In one step: what stands under the final name is whole, whenever we are killed.
                Files.move(half, programs, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static URL archive() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine =
                switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "x86_64";
                };
        String name = "/postgres-%s-%s.txz".formatted(system, machine);
        URL archive = PostgresPrograms.class.getResource(name);
        if (archive == null) {
            throw new CannotStart(
                    "This build brings no PostgreSQL for %s on %s: build it here, or set DATABASE_URL."
                            .formatted(system, machine));
        }
        return archive;
    }

    /** What changes with the archive, found without reading its 15 MB. */
    private static String version(URL archive) throws IOException {
        return archive.openConnection() instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : "unknown";
    }

    private static void unpack(URL archive, Path to) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(tar, entry, to.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }
}
