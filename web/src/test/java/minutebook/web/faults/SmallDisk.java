package minutebook.web.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, so small that it can be filled to the last byte. */
final class SmallDisk implements AutoCloseable {
    private static final byte[] PAGE = new byte[4096];

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounted at this folder. Whoever may not mount skips the test, which says so. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int result =
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + megabytes + "m",
                        "tmpfs",
                        folder.toString());
        assumeTrue(
                result == 0, "A full disk is only tried by those who may mount one, as root may");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Takes all the place that is left. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(PAGE);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > PAGE.length) {
                throw full;
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Nobody may use it any more. */
    @Override
    public void close() throws IOException {
        try {
            if (run("umount", folder.toString()) != 0) {
                run("umount", "--lazy", folder.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
