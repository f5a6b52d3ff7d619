package minutebook.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import minutebook.events.book.Book;
import minutebook.events.sql.Connecting;
import minutebook.queries.Projector;
import minutebook.queries.rebuild.Rebuild;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.OperatorDatabase;
import minutebook.web.start.CannotStart;
import minutebook.web.start.Lifetime;
import org.jspecify.annotations.Nullable;

/**
 * What a node does before it is ready: its read models come to where the book ends when it starts.
 * Those far behind are made again, together, which is many times faster than to lead them on. How
 * far it is, the log says every few seconds. For one thread.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = System.getLogger(CatchUp.class.getName());
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Book book;
    private final long head;
    private final Lifetime lifetime;
    private final Settings settings;
    private final long began = System.nanoTime();
    private long toldAtNanos = began;
    private volatile long position;
    private @Nullable WaitingRoom room;

    private CatchUp(Book book, Settings settings, Lifetime lifetime) {
        this.book = book;
        this.head = book.head();
        this.settings = settings;
        this.lifetime = lifetime;
    }

    /**
     * The read side, caught up. Blocks: some ten seconds a million events that it is behind; if it
     * takes longer than a second, those who come to the port meanwhile are told.
     *
     * @param url the migrated database's
     * @throws CannotStart if it is told to end meanwhile
     */
    static ReadSide start(
            Settings settings,
            DatabaseUrl url,
            Database database,
            WriteSide write,
            Lifetime lifetime) {
        try (var catchUp = new CatchUp(write.book(), settings, lifetime)) {
            catchUp.build(OperatorDatabase.owner(url));
            ReadSide read = ReadSide.start(database, write.book(), settings.tokenLife(), lifetime);
            catchUp.await(read);
            return read;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while starting.");
        }
    }

    /**
     * Makes those again that are far behind, before anybody follows. Where it is not possible, they
     * are led on from where they are.
     */
    private void build(Connecting database) throws InterruptedException {
        List<Projector> projectors = ReadSide.projectors();
        var rebuild = new Rebuild(database, book::read, Runtime.getRuntime().availableProcessors());
        try {
            List<Projector> behind = rebuild.farBehind(projectors, head);
            while (!behind.isEmpty()) {
                openDoor();
                build(rebuild, behind);
                behind = rebuild.farBehind(projectors, head);
            }
        } catch (SQLException problem) {
            mustGoOn();
            LOG.log(Level.WARNING, "Read models far behind are led on slowly", problem);
        }
    }

    private void build(Rebuild rebuild, List<Projector> behind)
            throws SQLException, InterruptedException {
        try {
            rebuild.run(
                    behind,
                    head,
                    (reached, _, _) -> reached(reached),
                    (name, at) ->
                            LOG.log(Level.INFO, "{0} is built, up to position {1}", name, at));
        } catch (Rebuild.UnderWay _) {
            // Another node is at it. This one goes on when that one is done, or takes over.
            mustGoOn();
            Thread.sleep(SHORTLY);
        }
    }

    /** Waits for those who follow; those that have stopped are not waited for: health tells. */
    private void await(ReadSide read) throws InterruptedException {
        if (read.reaches(head, SHORTLY)) {
            return;
        }
        while (read.slowest() < head) {
            openDoor();
            reached(read.slowest());
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private void reached(long reached) {
        mustGoOn();
        position = reached;
        long now = System.nanoTime();
        if (now - toldAtNanos >= TELL_EVERY_NANOS) {
            toldAtNanos = now;
            LOG.log(
                    Level.INFO,
                    "Read models catch up with the book: position {0} of {1}, for {2} s",
                    reached,
                    head,
                    TimeUnit.NANOSECONDS.toSeconds(now - began));
        }
    }

    private void mustGoOn() {
        if (lifetime.ended()) {
            throw new CannotStart("Stopped while starting.");
        }
    }

    private void openDoor() {
        if (room == null) {
            room = WaitingRoom.open(settings, () -> position, head);
        }
    }

    /** The port is free for the server itself. */
    @Override
    public void close() {
        if (room != null) {
            room.close();
        }
    }
}
