package minutebook.web.mail.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One file a mail, which mail programs open: {@code <name>.eml}. Only their owner may read them,
 * because the links in them are keys. The same mail again replaces itself. For any thread.
 */
final class FileTransport implements MailTransport {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,199}");

    private final Path folder;
    private final Consumer<String> told;

    /** {@code told}: hears where each mail is. */
    FileTransport(Path folder, Consumer<String> told) {
        this.folder = folder.toAbsolutePath().normalize();
        this.told = told;
    }

    @Override
    public void open() throws MailFault {
        try {
            // One that somebody made is theirs to open to others.
            Files.createDirectories(folder, ownersAlone("rwx------"));
        } catch (IOException problem) {
            throw unwritable(problem);
        }
    }

    @Override
    public void send(Mail mail) throws MailFault {
        if (!NAME.matcher(mail.name()).matches()) {
            throw new IllegalArgumentException("A mail's name cannot be that of a file");
        }
        open();
        Path file = folder.resolve(mail.name() + ".eml");
        try {
            write(file, mail.message());
        } catch (IOException problem) {
            throw unwritable(problem);
        }
        told.accept("A mail was written to %s".formatted(file));
    }

    @Override
    public void takeBack(Mail mail) {
        MailFiles.delete(folder.resolve(mail.name() + ".eml"));
    }

    @Override
    public void close() {}

    /** After a crash it is whole, or not there. */
    private void write(Path file, byte[] message) throws IOException {
        Path half = folder.resolve("." + file.getFileName() + ".half");
        Files.deleteIfExists(half);
        var anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(half, anew, ownersAlone("rw-------"))) {
            var rest = ByteBuffer.wrap(message);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        try (var entries = FileChannel.open(folder)) {
            entries.force(true);
        }
    }

    private static FileAttribute<?> ownersAlone(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private MailFault unwritable(IOException problem) {
        return new MailFault.Unreachable(
                "The folder for mails, %s, cannot be written to (%s: %s)."
                        .formatted(
                                folder,
                                problem.getClass().getSimpleName().replace("Exception", ""),
                                problem.getMessage()),
                problem);
    }
}
