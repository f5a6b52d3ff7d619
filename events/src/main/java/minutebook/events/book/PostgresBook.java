package minutebook.events.book;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.log.About;
import minutebook.events.sql.Connecting;
import minutebook.events.vault.SubjectKeys;

/** The book in PostgreSQL. */
public final class PostgresBook implements Book, AutoCloseable {
    private final EventCodec codec;
    private final BookReader reader;
    private final StretchReader stretches;
    private final String epoch;
    private final Tail tail;
    private final Appender appender;
    private final HeadWatch watch;

    /**
     * Opens the book, which was migrated before.
     *
     * @param pool for short reads
     * @param dedicated opens connections of our own, which are kept
     * @throws SQLException if the database cannot be reached
     */
    public PostgresBook(DataSource pool, Connecting dedicated, SubjectKeys keys)
            throws SQLException {
        this(pool, dedicated, keys, InstantSource.system());
    }

    /** The same, with another clock; where it goes back, the book's time stands still. */
    public PostgresBook(
            DataSource pool, Connecting dedicated, SubjectKeys keys, InstantSource clock)
            throws SQLException {
        this(pool, dedicated, keys, clock, Appender.WAITING_MAX);
    }

    /** The same, where so many appends may wait. */
    PostgresBook(
            DataSource pool,
            Connecting dedicated,
            SubjectKeys keys,
            InstantSource clock,
            int waitingMax)
            throws SQLException {
        codec = new EventCodec(keys);
        reader = new BookReader(pool, codec);
        stretches = new StretchReader(pool, codec);
        BookReader.Head head = reader.head();
        epoch = head.epoch();
        tail = new Tail(head.reach(), codec::heard);
        appender = new Appender(dedicated, tail, clock, waitingMax);
        watch = new HeadWatch(dedicated, tail, epoch);
    }

    @Override
    public Appended append(Append append) {
        UUID command = append.commandId().value();
        About.begin(command);
        // Sealed here, on the caller's thread: the appender's is the one that everybody waits for.
        var encoded = append.events().stream().map(event -> codec.encode(event, command)).toList();
        try {
            Appended done = appender.append(new Pending(append, encoded));
            appender.counts().done();
            About.done(command, done.position());
            return done;
        } catch (AppendFailure failure) {
            appender.counts().failed(failure);
            throw failure;
        }
    }

    @Override
    public List<RecordedEvent> read(long after, int limit) {
        return reading(() -> reader.range(after, limit));
    }

    @Override
    public Stretch read(long after, long to, Collection<Class<? extends Event>> kinds) {
        return reading(() -> stretches.read(after, to, kinds));
    }

    @Override
    public List<RecordedEvent> readStream(StreamId stream, long after) {
        return reading(() -> reader.stream(stream, after));
    }

    @Override
    public Optional<Claimed> findClaim(String key) {
        return reading(() -> reader.claim(key));
    }

    @Override
    public Optional<Past> findCommand(UUID command) {
        return reading(() -> reader.command(command));
    }

    @Override
    public Subscription follow(long after) {
        return new Follower(tail, reader, after);
    }

    @Override
    public long head() {
        return tail.head();
    }

    @Override
    public boolean reaches(long position) {
        if (tail.head() < position) {
            tail.seen(reading(reader::head).reach());
        }
        return tail.head() >= position;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    /**
     * What keeps the book from being gone on with, for people: its head was changed by hand. Empty:
     * nothing does, or the database is away. Never blocks; known after a fraction of a second.
     */
    public Optional<String> problem() {
        return watch.problem();
    }

    @Override
    public long heardAt(long position) {
        return tail.heardAt(position);
    }

    /** What the appender did by now. */
    public AppendCounts counts() {
        return appender.counts();
    }

    /** How many appends wait for the appender now. */
    public int waiting() {
        return appender.waiting();
    }

    /** Whether appends are refused now, because the appender has no connection to the database. */
    public boolean isAway() {
        return appender.isAway();
    }

    /** Takes no more appends, finishes those that wait, and stops watching. */
    @Override
    public void close() {
        appender.close();
        watch.close();
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new BookUnavailable("The book cannot be read: " + e.getMessage());
        }
    }
}
