package minutebook.web;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.erasure.EraseUser.EraseAgain;
import minutebook.commands.erasure.ErasureCommands;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.sql.Connecting;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.web.audit.AuditNotes;
import minutebook.web.backup.NewEpoch;
import minutebook.web.database.Database;
import minutebook.web.http.Answers;
import minutebook.web.mail.outbox.OutboxProjector;
import minutebook.web.proof.Checkpoints;
import minutebook.web.proof.Restorations;
import minutebook.web.proof.SignedCheckpoint;
import minutebook.web.proof.Verification;
import minutebook.web.start.CannotStart;
import minutebook.web.start.Lifetime;
import minutebook.web.users.ProjectMemberships;

/**
 * What is done once with a database that was restored from a backup, before anybody comes in again.
 * Broken off at any moment, it may be begun again.
 */
final class OperatorNewEpoch {
    /** As of scripts/verify. */
    static final int BROKEN = 3;

    private static final Duration CATCHING_UP_MAX = Duration.ofMinutes(10);

    private final Connecting owner;
    private final Settings settings;
    private final PrintStream out;

    /** {@code owner}: of the tables. */
    OperatorNewEpoch(Connecting owner, Settings settings, PrintStream out) {
        this.owner = owner;
        this.settings = settings;
        this.out = out;
    }

    /** The book as it was restored. */
    private record Restored(String epoch, long position) {}

    /**
     * Blocks: some seconds a million events.
     *
     * @param database a way to connect to it as the application does
     * @return the exit code: 0, or {@link #BROKEN}, and then nothing was changed
     */
    int begin(BackupWish.Restore wish, Database database, Lifetime lifetime) {
        try (Connection connection = owner.connect()) {
            Restored book = restored(connection);
            var proof =
                    new Restorations(
                            connection, Checkpoints.folder(settings.dataDir()), Clock.systemUTC());
            Verification found = proof.verify(book.position());
            if (found.verdict() instanceof Broken) {
                out.println(found.sentence());
                out.println("Nothing was changed: this backup is not what was written.");
                return BROKEN;
            }
            String epoch = NewEpoch.draw(connection);
            asANode(database, lifetime, wish.erased(), book, epoch);
            int kept = NewEpoch.begin(connection, epoch, wish.sendsMail());
            tell(wish, book, epoch, kept);
            return sign(proof);
        } catch (SQLException | IOException problem) {
            throw new CannotStart(
                    "It could not be done: %s Begin again.".formatted(problem.getMessage()),
                    problem);
        }
    }

    /** Where the book has its new epoch already, and this node is to sign that. */
    int sign() {
        try (Connection connection = owner.connect()) {
            return sign(
                    new Restorations(
                            connection, Checkpoints.folder(settings.dataDir()), Clock.systemUTC()));
        } catch (SQLException | IOException problem) {
            throw new CannotStart(
                    "It could not be signed: %s".formatted(problem.getMessage()), problem);
        }
    }

    private int sign(Restorations proof) throws SQLException, IOException {
        Verification found = proof.sign();
        if (found.verdict() instanceof Broken) {
            out.println(found.sentence());
            out.println("Nothing was signed: the book is not what this node has signed before.");
            return BROKEN;
        }
        out.println(found.sentence());
        found.lost().stream()
                .max(Comparator.comparingLong(SignedCheckpoint::position))
                .ifPresent(
                        last ->
                                out.println(
                                        "Lost is at least what was in the book up to position %d, signed at %s, and is not in the backup."
                                                .formatted(last.position(), last.signedAt())));
        return 0;
    }

    private static Restored restored(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select epoch, position from book.head")) {
            row.next();
            return new Restored(row.getString(1), row.getLong(2));
        }
    }

    /** As one more node, which is gone before the epoch changes. */
    private void asANode(
            Database database,
            Lifetime lifetime,
            List<UserId> erased,
            Restored book,
            String epoch) {
        WriteSide write = WriteSide.open(database, lifetime);
        ReadSide read = ReadSide.start(database, write.book(), settings.tokenLife(), lifetime);
        var outbox =
                new ProjectorRunner(
                        new OutboxProjector(write.users(), _ -> false, true, () -> {}),
                        write.book(),
                        database.outsidePool(),
                        "mail");
        ReadModels mail = lifetime.begin(() -> ReadModels.start(List.of(outbox)));
        ErasureCommands erasures =
                write.erasureCommands(
                        new ProjectMemberships(
                                write.book(), new Answers(read.models()), read.projects()));
        await(read.models(), write);
        erased.forEach(each -> erase(erasures, each));
        new AuditNotes(write.book()).restored(book.epoch(), epoch, book.position());
        await(read.models(), write);
        await(mail, write);
        lifetime.end();
    }

    private static void await(ReadModels models, WriteSide write) {
        try {
            if (models.await(write.book().head(), CATCHING_UP_MAX)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStart("The read models did not come to the end of the book. Begin again.");
    }

    private void erase(ErasureCommands erasures, UserId user) {
        if (erasures.handle(CommandId.fresh(), new EraseAgain(user)) instanceof Refused refused) {
            // Registered after the backup, so that nothing is there to be erased.
            out.println("User %s: %s".formatted(user, refused.refusal().text()));
        } else {
            out.println("User %s is erased again.".formatted(user));
        }
    }

    private void tell(BackupWish.Restore wish, Restored book, String epoch, int kept) {
        Consumer<String> line = out::println;
        line.accept(
                "The book ends with position %d of the backup. From here on its epoch is %s; it was %s."
                        .formatted(book.position(), epoch, book.epoch()));
        line.accept(
                "All tokens have ended: everybody logs in again. Clients that come with an id of before are told to fetch all anew.");
        if (!wish.sendsMail()) {
            line.accept(
                    "Mails that waited and may have gone out since: %d. They are kept as dropped (restored); an admin can send them."
                            .formatted(kept));
        }
        if (wish.erased().isEmpty()) {
            line.accept(
                    "Who was erased since the backup is back, unless there was nobody: run scripts/new-epoch --erase <numbers> then, and scripts/scrub.");
        } else {
            line.accept("Run scripts/scrub, so that nothing of the erased is left on the disk.");
        }
    }
}
