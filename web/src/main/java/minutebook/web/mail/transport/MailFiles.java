package minutebook.web.mail.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minutebook.events.UserId;

/** The mails of a folder, half written ones too, by whom they are for, as their names tell. */
public final class MailFiles {
    private static final System.Logger LOG = System.getLogger(MailFiles.class.getName());

    /** Position, recipient, kind, epoch. */
    private static final Pattern NAME =
            Pattern.compile(
                    "\\.?[0-9]{9,18}-([1-9][0-9]{0,17})-[a-z-]+-[A-Za-z0-9]+\\.eml(\\.half)?");

    private final Path folder;

    public MailFiles(Path folder) {
        this.folder = folder;
    }

    /** Deletes all that are for anybody {@code of} whom it is true, who is asked for once each. */
    public void delete(Predicate<UserId> of) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Map<UserId, Boolean> asked = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()
                        && asked.computeIfAbsent(
                                new UserId(Long.parseLong(name.group(1))), of::test)) {
                    delete(file);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** What cannot be deleted now, the next start tries again; the log names it. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException problem) {
            LOG.log(
                    Level.ERROR,
                    "A mail to somebody who was erased is still there: " + file,
                    problem);
        }
    }
}
