package minutebook.web.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that their owner alone may read. */
public final class PrivateFile {

    private PrivateFile() {}

    /**
     * Writes anew; nobody else could read it at any moment, and after a crash it is whole or not
     * there.
     */
    public static void write(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.deleteIfExists(half);
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(half, PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
