package minutebook.web.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.CommandId;
import minutebook.events.book.Numbers;
import minutebook.events.book.PostgresBook;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.bench.WrittenBatches.Row;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.Migrations;
import minutebook.web.database.OperatorDatabase;

/**
 * The book's appender under so many callers; then the very rows that it wrote, by bare SQL: in the
 * same transactions on one connection, and each in a transaction of its own on as many connections
 * as the server has. Prints a line of JSON a round.
 */
final class AppendBench implements AutoCloseable {
    private static final String SAID =
            "a chat message of ordinary length, about eighty characters, as people write them";

    private final Database database;
    private final Connection owner;
    private final PostgresBook book;
    private final UserId sender;

    private AppendBench(String address) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(address);
        Migrations.apply(url);
        database = Database.connect(url);
        owner = OperatorDatabase.owner(url).connect();
        var keys = new SubjectKeys(database.application());
        book =
                new PostgresBook(
                        database.application(), database.outsidePool()::getConnection, keys);
        sender = new Numbers(database.application()).nextUser();
        keys.create(sender);
    }

    /**
     * {@code arguments}: how many callers ("1,16"), rounds, seconds for each part of a round,
     * "book" or "all", and the databases, which take turns.
     */
    public static void main(String[] arguments) throws Exception {
        int[] callers =
                Stream.of(arguments[0].split(",", -1)).mapToInt(Integer::parseInt).toArray();
        int rounds = Integer.parseInt(arguments[1]);
        var time = Duration.ofMillis(Math.round(1000 * Double.parseDouble(arguments[2])));
        boolean all = arguments[3].equals("all");
        var benches = new ArrayList<AppendBench>();
        for (String address : List.of(arguments).subList(4, arguments.length)) {
            benches.add(new AppendBench(address));
        }
        try {
            measure(benches, callers, rounds, time, all);
        } finally {
            for (AppendBench bench : benches) {
                bench.close();
            }
        }
    }

    private static void measure(
            List<AppendBench> benches, int[] callers, int rounds, Duration time, boolean all)
            throws SQLException, InterruptedException {
        for (AppendBench bench : benches) {
            bench.round(new ClosedLoop(64, time), all);
        }
        for (int round = 0; round < rounds; round++) {
            for (int count : callers) {
                for (int turn = 0; turn < benches.size(); turn++) {
                    // Who is first in a round is second in the next.
                    int which = (turn + round) % benches.size();
                    String told = benches.get(which).round(new ClosedLoop(count, time), all);
                    System.out.printf(
                            "{\"database\": %d, \"callers\": %d, %s}%n", which, count, told);
                }
            }
        }
    }

    private String round(ClosedLoop loop, boolean all) throws SQLException, InterruptedException {
        long before = book.head();
        Timed appended = loop.run(this::appends);
        if (!all) {
            return "\"book\": " + appended.json();
        }
        var written = WrittenBatches.behind(before, owner);
        BareTables.make(owner);
        Timed bare = bare(written, loop.time());
        BareTables.make(owner);
        Timed single = single(written.rows(), loop);
        BareTables.drop(owner);
        return "\"book\": %s, \"bare\": %s, \"single\": %s, \"batch\": %d"
                .formatted(
                        appended.json(),
                        bare.json(),
                        single.json(),
                        written.rows().size() / written.batches().size());
    }

    /** Each caller talks in a room of its own. */
    private ClosedLoop.Question appends(int caller) {
        var said =
                new MessageSent(new ProjectId(caller + 1L), sender, null, SAID, null, null, null);
        return () -> {
            book.append(
                    new Append(
                            CommandId.fresh(),
                            sender,
                            List.of(said),
                            Map.of(),
                            List.of(),
                            List.of()));
            return true;
        };
    }

    /** The same rows in the same transactions, for so long. */
    private Timed bare(WrittenBatches written, Duration time) throws SQLException {
        var nanos = LongStream.builder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long now = start;
        try (Connection connection = database.outsidePool().getConnection()) {
            for (List<Row> batch : written.batches()) {
                if (now > end) {
                    break;
                }
                BareTables.insert(connection, batch);
                long done = System.nanoTime();
                for (int i = 0; i < batch.size(); i++) {
                    nanos.add(done - now);
                }
                now = done;
            }
        }
        return new Timed((now - start) / 1e9, nanos.build().sorted().toArray());
    }

    /** The same rows, each in a transaction of its own, on the connections of the server's pool. */
    private Timed single(List<Row> rows, ClosedLoop loop) throws InterruptedException {
        var next = new AtomicInteger();
        // The pool lets whoever comes first have a connection, and a thousand callers wait for one
        // in vain: so they take turns.
        var turns = new Semaphore(Database.CONNECTIONS_MAX, true);
        return loop.run(
                _ ->
                        () -> {
                            int row = next.getAndIncrement();
                            if (row >= rows.size()) {
                                return false;
                            }
                            turns.acquire();
                            try (Connection connection = database.application().getConnection()) {
                                BareTables.insert(connection, List.of(rows.get(row)));
                            } finally {
                                turns.release();
                            }
                            return true;
                        });
    }

    @Override
    public void close() throws SQLException {
        book.close();
        owner.close();
        database.close();
    }
}
