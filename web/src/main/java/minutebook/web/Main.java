package minutebook.web;

import io.github.bucket4j.TimeMeter;
import java.nio.file.Path;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.BookEntries;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.ServerKeys;
import minutebook.events.vault.VaultUnavailable;
import minutebook.queries.DatabaseAway;
import minutebook.web.access.TokenKeys;
import minutebook.web.audit.AuditNotes;
import minutebook.web.backup.BackupFolder;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.EmbeddedDatabase;
import minutebook.web.database.Migrations;
import minutebook.web.database.OperatorDatabase;
import minutebook.web.database.Scrub;
import minutebook.web.generate.Calendar;
import minutebook.web.http.Routes;
import minutebook.web.live.Pace;
import minutebook.web.mail.ErasedMail;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.transport.MailTransports;
import minutebook.web.mail.transport.TestMail;
import minutebook.web.start.CannotStart;
import minutebook.web.start.DataDir;
import minutebook.web.start.Lifetime;

/** The program: what it is made of, in the order in which it comes up. */
public final class Main {

    private static final String USAGE =
            """
            Minutebook: projects, their people and what was said, in a book that keeps every change.

            usage: scripts/run            migrates, serves, goes on until SIGTERM or Ctrl-C
                   scripts/migrate        only migrates
                   scripts/rotate-keys    signs tokens with a new key from now on
                   scripts/grant <email> admin|auditor|analyst
                   scripts/revoke <email> admin|auditor|analyst
                   scripts/send-test-mail <email>
                   scripts/verify [--from <position>] [--to <position>] [--checkpoints <file>] [--key <file>]
                   scripts/verify --export <file> [--key <file>]
                   scripts/analyst-access <name> [--renew|--revoke]
                   scripts/verify --read-models
                   scripts/rebuild <read model>|all [--pace <percent>]
                   scripts/replay [--until <position|time>] --project <id>|--room <id>|--user <id>
                   scripts/replay [--until <position|time>] --into <schema>
                   scripts/generate --events <number> [--seed <number>]
                   scripts/scrub          leaves nothing of erased people on the disk
                   scripts/backup <folder>
                   scripts/restore <folder> [--erase <numbers>] [--send-mail]
                   scripts/new-epoch [--erase <numbers>] [--send-mail]
                   scripts/new-epoch --sign
                   … --help               shows this

            Settings: environment variables, or application.yaml in the folder it is started in.
            """;

    private final Lifetime lifetime;
    private final Settings settings;

    private Main(Lifetime lifetime, Settings settings) {
        this.lifetime = lifetime;
        this.settings = settings;
    }

    /**
     * Exits with 0 when told to end, with 1 and one line on stderr when it cannot start; verify,
     * replay, restore, new-epoch and scrub have more, see their scripts.
     */
    public static void main(String[] arguments) {
        var lifetime = new Lifetime();
        try {
            switch (String.join(" ", arguments)) {
                case "" -> ready(lifetime).serve();
                case "migrate" -> ready(lifetime).migrateOnly();
                case "rotate-keys" -> ready(lifetime).rotateKeys();
                case "scrub" -> ready(lifetime).scrub();
                case "--help" -> System.out.println(USAGE + "\n" + Settings.help());
                case String _ when isTestMail(arguments) ->
                        ready(lifetime).sendTestMail(arguments[1]);
                case String _ when VerifyWish.isOne(arguments) -> {
                    VerifyWish wish = VerifyWish.of(arguments);
                    ready(lifetime).verify(wish);
                }
                case String _ when ReplayWish.isOne(arguments) -> {
                    ReplayWish wish = ReplayWish.of(arguments);
                    ready(lifetime).replay(wish);
                }
                case String _ when AnalystWish.isOne(arguments) -> {
                    AnalystWish wish = AnalystWish.of(arguments);
                    ready(lifetime).changeAnalyst(wish);
                }
                case String _ when BackupWish.isOne(arguments) -> {
                    BackupWish wish = BackupWish.of(arguments);
                    ready(lifetime).backUp(wish);
                }
                case String _ when GenerateWish.isOne(arguments) -> {
                    GenerateWish wish = GenerateWish.of(arguments);
                    ready(lifetime).generate(wish);
                }
                case String _ when RebuildWish.isOne(arguments) -> {
                    RebuildWish wish = RebuildWish.of(OperatorModels.names(), arguments);
                    ready(lifetime).rebuild(wish);
                }
                default -> {
                    RoleWish wish = RoleWish.of(arguments).orElseThrow(Main::notUnderstood);
                    ready(lifetime).changeRole(wish);
                }
            }
        } catch (CannotStart problem) {
            fail(lifetime, 1, () -> System.err.println(problem.line()));
        } catch (WrongArguments wrong) {
            fail(lifetime, 2, () -> System.err.println(wrong.line()));
        } catch (BookUnavailable | VaultUnavailable | DatabaseAway away) {
            fail(lifetime, 1, () -> System.err.println(away.getMessage()));
        } catch (RuntimeException bug) {
            fail(lifetime, 1, bug::printStackTrace);
        }
    }

    private static boolean isTestMail(String... arguments) {
        return arguments.length == 2 && arguments[0].equals("send-test-mail");
    }

    private static CannotStart notUnderstood() {
        return new CannotStart("Not understood; --help says what is.");
    }

    private static Main ready(Lifetime lifetime) {
        var settings = Settings.read(System.getenv(), Path.of("application.yaml"));
        settings.logFormat().use();
        lifetime.endWithTheProcess();
        return new Main(lifetime, settings);
    }

    private void serve() {
        DatabaseUrl url = migratedDatabase();
        Database database = lifetime.begin(() -> Database.connect(url, settings.replicas()));

        WriteSide write = WriteSide.open(database, lifetime);
        ReadSide read = CatchUp.start(settings, url, database, write, lifetime);
        HttpServer server =
                Edge.listen(
                        settings,
                        database,
                        write,
                        read,
                        Pace.defaults(),
                        mailWay(),
                        TimeMeter.SYSTEM_NANOTIME,
                        new Routes(),
                        lifetime);
        System.out.println("Minutebook is ready: " + settings.listenerUrl(server.port()));
    }

    private MailWay mailWay() {
        return new MailWay(
                MailPace.defaults(), () -> MailTransports.of(settings.mailUrl(), System.out));
    }

    private void migrateOnly() {
        migratedDatabase();
        lifetime.end();
        System.out.println("The database is up to date.");
    }

    private void rotateKeys() {
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        // The settings of a running server may be others: by the longest that there can be, none
        // of its tokens dies.
        int deleted =
                ServerKeys.rotate(
                        database.application(),
                        TokenKeys.PURPOSE,
                        TokenKeys.neededFor(Settings.TOKEN_LIFE_MAX));
        lifetime.end();
        System.out.println(
                "Tokens are signed with a new key, 10 s from now. Older keys deleted: %d. Nobody is logged out."
                        .formatted(deleted));
    }

    private void changeRole(RoleWish wish) {
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        String told = new OperatorRoles(WriteSide.open(database, lifetime)).change(wish);
        lifetime.end();
        System.out.println(told);
    }

    private void changeAnalyst(AnalystWish wish) {
        boolean embedded = settings.database().isEmpty();
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        new OperatorAnalysts(url, embedded, System.out).run(wish);
        lifetime.end();
    }

    private void sendTestMail(String to) {
        new TestMail(settings.mailUrl(), settings.mailFrom(), settings.mailReplyTo())
                .send(to, System.out);
        lifetime.end();
    }

    private void verify(VerifyWish wish) {
        if (wish.export().isPresent()) {
            end(
                    new ExportVerify(System.out, System.err)
                            .run(wish.export().get(), wish.key(), settings.dataDir()));
            return;
        }
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        if (wish.readModels()) {
            WriteSide write = WriteSide.open(database, lifetime);
            end(models(url, write).compare(new AuditNotes(write.book())));
            return;
        }
        var verify =
                new OperatorVerify(database.outsidePool()::getConnection, System.out, System.err);
        end(verify.run(wish, settings.dataDir()));
    }

    private void generate(GenerateWish wish) {
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        Calendar calendar = wish.calendar();
        WriteSide write = WriteSide.open(database, calendar, lifetime);
        new OperatorGenerate(write, OperatorDatabase.owner(url), calendar, System.out, System.err)
                .run(wish);
        lifetime.end();
    }

    private void replay(ReplayWish wish) {
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        WriteSide write = WriteSide.open(database, lifetime);
        var replay =
                new OperatorReplay(
                        new BookEntries(database.application(), write.subjectKeys()),
                        models(url, write),
                        new AuditNotes(write.book()),
                        System.out,
                        System.err);
        end(replay.run(wish));
    }

    private void rebuild(RebuildWish wish) {
        DatabaseUrl url =
                OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime)
                        .forRebuild();
        Database database = lifetime.begin(() -> Database.connect(url));
        models(url, WriteSide.open(database, lifetime)).rebuild(wish);
        lifetime.end();
    }

    private void backUp(BackupWish wish) {
        switch (wish) {
            case BackupWish.Make make -> makeBackup(make);
            case BackupWish.Restore restore -> end(beginEpoch(restore));
            case BackupWish.Sign _ -> {
                DatabaseUrl url =
                        OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
                end(newEpoch(url).sign());
            }
        }
    }

    private void makeBackup(BackupWish.Make wish) {
        if (settings.database().isPresent()) {
            throw new CannotStart(
                    "DATABASE_URL is set: back up that PostgreSQL by its own means, and DATA_DIR as a folder; see docs/backup.md.");
        }
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        new OperatorBackup(OperatorDatabase.owner(url), settings.dataDir(), System.out)
                .make(wish.folder());
        lifetime.end();
    }

    /** Nobody else may be at work: of the embedded PostgreSQL, the folder's lock says so. */
    private int beginEpoch(BackupWish.Restore wish) {
        if (wish.folder().isPresent() && settings.database().isPresent()) {
            throw new CannotStart(
                    "DATABASE_URL is set: restore that PostgreSQL by its own means, then run scripts/new-epoch; see docs/backup.md.");
        }
        DataDir dataDir = lifetime.begin(() -> DataDir.open(settings.dataDir()));
        wish.folder().ifPresent(folder -> new BackupFolder(folder).restoreInto(dataDir));
        DatabaseUrl url = settings.database().orElseGet(() -> embedded(dataDir));
        settings.database().ifPresent(OperatorDatabase::mustBeAlone);
        Migrations.apply(url);
        var node = new Lifetime();
        try {
            Database database = node.begin(() -> Database.connect(url));
            return newEpoch(url).begin(wish, database, node);
        } finally {
            node.end();
        }
    }

    private OperatorNewEpoch newEpoch(DatabaseUrl url) {
        return new OperatorNewEpoch(OperatorDatabase.owner(url), settings, System.out);
    }

    private static OperatorModels models(DatabaseUrl url, WriteSide write) {
        PostgresBook book = write.book();
        return new OperatorModels(
                OperatorDatabase.owner(url), book::read, book::head, System.out, System.err);
    }

    private void end(int exitCode) {
        lifetime.end();
        // Not exit(): the hook would make a 0 of it.
        Runtime.getRuntime().halt(exitCode);
    }

    private void scrub() {
        DatabaseUrl url = OperatorDatabase.reach(settings.database(), settings.dataDir(), lifetime);
        Database database = lifetime.begin(() -> Database.connect(url));
        // As one more node: where no other does what follows from an erasure, this one does.
        WriteSide write = WriteSide.open(database, lifetime);
        ReadSide read = ReadSide.start(database, write.book(), settings.tokenLife(), lifetime);
        var operator = new OperatorScrub(System.out);
        operator.awaitErasures(read.models(), write.book().head());
        MailSide.erased(settings, write).ifPresent(ErasedMail::sweep);
        boolean embedded = settings.database().isEmpty();
        int exitCode = operator.run(new Scrub(url, embedded, System.out::println));
        lifetime.end();
        // Not exit(): the hook would make a 0 of it.
        Runtime.getRuntime().halt(exitCode);
    }

    private DatabaseUrl migratedDatabase() {
        DataDir dataDir = lifetime.begin(() -> DataDir.open(settings.dataDir()));
        DatabaseUrl url = settings.database().orElseGet(() -> embedded(dataDir));
        Migrations.apply(url);
        return url;
    }

    private DatabaseUrl embedded(DataDir dataDir) {
        return lifetime.begin(() -> EmbeddedDatabase.start(dataDir.path()).keptUp()).url();
    }

    private static void fail(Lifetime lifetime, int exitCode, Runnable tell) {
        // Told to end while starting, it fails because its parts go: then the hook says how it
        // exits.
        if (!lifetime.ended()) {
            tell.run();
            lifetime.end();
            // Not exit(): the hook would make a 0 of it.
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
