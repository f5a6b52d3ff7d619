package minutebook.web.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code DATA_DIR}, held by this process alone for as long as it is open.
 *
 * <p>The lock is the operating system's: it goes with the process, even after kill -9.
 */
public final class DataDir implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataDir(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder where there is none, and takes it.
     *
     * @throws CannotStart if it cannot be written to, or another process holds it
     */
    public static DataDir open(Path path) {
        return tryOpen(path)
                .orElseThrow(
                        () ->
                                new CannotStart(
                                        "DATA_DIR is '%s', which another running Minutebook uses: stop it, or choose another DATA_DIR."
                                                .formatted(path.toAbsolutePath().normalize())));
    }

    /**
     * The same; empty: another process holds it.
     *
     * @throws CannotStart if it cannot be written to
     */
    public static Optional<DataDir> tryOpen(Path path) {
        try {
            Files.createDirectories(path);
            Path dir = path.toRealPath();
            return lock(dir).map(file -> new DataDir(dir, file));
        } catch (IOException problem) {
            throw new CannotStart(
                    "DATA_DIR is '%s', but must be a folder that this user can write to (%s)."
                            .formatted(path, reason(problem)),
                    problem);
        }
    }

    /** Where it is: absolute, without links. */
    public Path path() {
        return path;
    }

    private static Optional<FileChannel> lock(Path dir) throws IOException {
        FileChannel file =
                FileChannel.open(
                        dir.resolve("minutebook.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            return Optional.empty();
        }
        String process = ProcessHandle.current().pid() + "\n";
        file.truncate(0).write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String reason(IOException problem) {
        return problem.getClass().getSimpleName().replace("Exception", "")
                + ": "
                + problem.getMessage();
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
