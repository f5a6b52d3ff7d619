package minutebook.web;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import minutebook.events.sql.Connecting;
import minutebook.web.backup.BackupFolder;
import minutebook.web.start.CannotStart;

/** Backups by the operator's hand, beside a running server. */
final class OperatorBackup {
    private final Connecting database;
    private final Path dataDir;
    private final PrintStream out;

    OperatorBackup(Connecting database, Path dataDir, PrintStream out) {
        this.database = database;
        this.dataDir = dataDir;
        this.out = out;
    }

    /** Blocks for as long as it takes to copy the database. Throws {@link CannotStart}. */
    void make(Path folder) {
        try (Connection connection = database.connect()) {
            long position = new BackupFolder(folder).make(connection, dataDir);
            out.println(
                    "The backup is in '%s': the book up to position %d at least. It has keys and passwords: guard it as you do DATA_DIR."
                            .formatted(folder, position));
        } catch (SQLException problem) {
            throw new CannotStart(
                    "The database cannot be backed up: " + problem.getMessage(), problem);
        }
    }
}
