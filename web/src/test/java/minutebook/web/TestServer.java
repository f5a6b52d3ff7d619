package minutebook.web;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import minutebook.events.TestPostgres;
import minutebook.events.users.Role;
import minutebook.web.access.HashCost;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.Migrations;
import minutebook.web.http.Routes;
import minutebook.web.http.Routes.Route;
import minutebook.web.live.Pace;
import minutebook.web.live.engine.Limits;
import minutebook.web.mail.TestPost;
import minutebook.web.mail.outbox.MailPace;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.start.Lifetime;
import org.postgresql.ds.PGSimpleDataSource;

/** A started server on a database and a port of its own. */
public final class TestServer implements AutoCloseable {
    /** Nobody tries to break these passwords, and there are thousands. */
    private static final HashCost CHEAP = new HashCost(64, 1);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Lifetime lifetime = new Lifetime();
    private final PGSimpleDataSource owner;
    private final How how;
    private final Routes routes = new Routes();
    private final WriteSide write;
    private final URI url;

    /** What is not as usual. */
    private record How(
            Duration tokenLife,
            Pace pace,
            List<String> allowedOrigins,
            Optional<TimeMeter> rates,
            MailWay mail,
            HashCost hashCost) {

        static How usual() {
            return new How(
                    Duration.ofMinutes(60),
                    Pace.defaults().withSockets(patientSockets()),
                    List.of(),
                    Optional.empty(),
                    new MailWay(MailPace.defaults(), new TestPost()::transport),
                    CHEAP);
        }

        How living(Duration life, Pace pace) {
            return new How(life, pace, allowedOrigins, rates, mail, hashCost);
        }

        How from(List<String> origins) {
            return new How(tokenLife, pace, origins, rates, mail, hashCost);
        }

        How limited(TimeMeter clock) {
            return new How(tokenLife, pace, allowedOrigins, Optional.of(clock), mail, hashCost);
        }

        How mailing(MailWay way) {
            return new How(tokenLife, pace, allowedOrigins, rates, way, hashCost);
        }

        How hashing(HashCost cost) {
            return new How(tokenLife, pace, allowedOrigins, rates, mail, cost);
        }
    }

    /** The Java clients of a JVM share a thread, which a large file may keep busy for long. */
    public static Limits patientSockets() {
        return Limits.defaults().pinging(Duration.ofSeconds(25), Duration.ofMinutes(5));
    }

    /** On a new, empty database. */
    public TestServer() {
        this(How.usual());
    }

    /** On a new, empty database, where time is shorter. */
    public TestServer(Duration tokenLife, Pace pace) {
        this(How.usual().living(tokenLife, pace));
    }

    /** On a new, empty database; who asks too much is held back, by this clock. */
    public TestServer(TimeMeter rates) {
        this(How.usual().limited(rates));
    }

    /** On a new, empty database, where pages of these origins may ask. */
    public static TestServer withOrigins(List<String> allowedOrigins) {
        return new TestServer(How.usual().from(allowedOrigins));
    }

    /** On a new, empty database, whose mails go out in this way. */
    public static TestServer mailing(MailWay way) {
        return new TestServer(How.usual().mailing(way));
    }

    /** The same; who causes too many is held back. */
    public static TestServer mailingWithLimits(MailWay way) {
        return new TestServer(How.usual().limited(TimeMeter.SYSTEM_NANOTIME).mailing(way));
    }

    /** On a new, empty database, whose passwords cost this much. */
    public static TestServer hashing(HashCost cost) {
        return new TestServer(How.usual().hashing(cost));
    }

    private TestServer(How how) {
        this(newDatabase(), how);
    }

    private TestServer(PGSimpleDataSource owner, How how) {
        this.owner = owner;
        this.how = how;
        var databaseUrl = url(owner);
        Settings settings = settings(how);
        Database database = lifetime.begin(() -> Database.connect(databaseUrl));
        write = WriteSide.open(database, lifetime);
        ReadSide read = CatchUp.start(settings, databaseUrl, database, write, lifetime);
        url =
                settings.listenerUrl(
                        Edge.listen(
                                        settings,
                                        database,
                                        write,
                                        read,
                                        how.pace(),
                                        how.mail(),
                                        how.rates().orElse(TimeMeter.SYSTEM_NANOTIME),
                                        routes,
                                        lifetime)
                                .port());
    }

    /** Migrated as a server does at its start, and copied for each, which is much faster. */
    private static final class Migrated {
        static final PGSimpleDataSource ONCE = migrated();

        private static PGSimpleDataSource migrated() {
            PGSimpleDataSource database = TestPostgres.empty();
            Migrations.apply(url(database));
            return database;
        }
    }

    static DatabaseUrl url(PGSimpleDataSource owner) {
        return new DatabaseUrl(
                String.valueOf(owner.getURL()).replaceFirst("\\?.*", ""),
                String.valueOf(owner.getDatabaseName()),
                String.valueOf(owner.getUser()),
                String.valueOf(owner.getPassword()));
    }

    private static Settings settings(How how) {
        return new Settings(
                "127.0.0.1",
                0,
                ownDataDir(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                how.allowedOrigins(),
                List.of(),
                List.of(),
                how.tokenLife(),
                how.rates().isPresent(),
                LogFormat.TEXT,
                false,
                new MailUrl.Memory(),
                new Mailbox("", "minutebook@example.org"),
                new Mailbox("", "minutebook@example.org"),
                Duration.ofMinutes(5),
                how.hashCost());
    }

    private static Path ownDataDir() {
        try {
            return Files.createTempDirectory(Path.of("target"), "data");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** All that it routes, as the program wires it. */
    public List<Route> routes() {
        return routes.list();
    }

    /** The database, as its owner: to see what is really there. */
    public DataSource database() {
        return owner;
    }

    /** Another node, or this one after it was closed, on the same database. */
    public TestServer again() {
        Migrations.apply(url(owner));
        return new TestServer(owner, how);
    }

    /** A node on a database that is there, and migrated; its mails go out in this way. */
    static TestServer on(PGSimpleDataSource database, MailWay way) {
        return new TestServer(database, How.usual().mailing(way));
    }

    /** What an operator's command does to a database, as one more node. */
    static void operator(
            PGSimpleDataSource database,
            InstantSource clock,
            Lifetime lifetime,
            Consumer<WriteSide> command) {
        Database connected = lifetime.begin(() -> Database.connect(url(database)));
        command.accept(WriteSide.open(connected, clock, lifetime));
    }

    /** A new database, migrated, for servers that a test starts itself. */
    public static PGSimpleDataSource newDatabase() {
        return TestPostgres.copyOf(Migrated.ONCE);
    }

    /** Another node on the same database, whose mails go out in this way. */
    public TestServer againMailing(MailWay way) {
        return new TestServer(owner, how.mailing(way));
    }

    /** A new user, whose name begins with {@code name}. */
    public TestUser register(String name) {
        return TestUser.register(url, name + NAMES.incrementAndGet());
    }

    /** As the operator does. */
    public void grant(TestUser user, Role role) {
        new OperatorRoles(write).change(new RoleWish(true, user.email(), role));
    }

    /** As the operator does. */
    public void revoke(TestUser user, Role role) {
        new OperatorRoles(write).change(new RoleWish(false, user.email(), role));
    }

    /** What the operator is told who grants or revokes the role of admin. */
    String change(String verb, TestUser user) {
        RoleWish wish = RoleWish.of(verb, user.email(), "admin").orElseThrow();
        return new OperatorRoles(write).change(wish);
    }

    @Override
    public void close() {
        lifetime.end();
    }
}
