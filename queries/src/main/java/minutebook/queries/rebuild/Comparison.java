package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import minutebook.events.sql.Transactions;
import minutebook.queries.Projector;
import minutebook.queries.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Holds read models against a fresh fold of the book, at the same position, while the server goes
 * on. The tables are compared row by row, in constant memory.
 */
public final class Comparison {
    private static final String SCHEMA = "comparing";
    private static final String COMMENT = "Read models that are just being compared";
    private static final int FETCHED = 2_000;

    /** Closer to the tables in use, the rest is folded while they are looked at. */
    private static final long CLOSE = 500;

    private final Connection writing;
    private final Connection reading;
    private final EventSource source;

    /**
     * On two lent connections of the owner of the tables. For one thread.
     *
     * @param reading sees the tables as they were at one moment
     */
    public Comparison(Connection writing, Connection reading, EventSource source) {
        this.writing = writing;
        this.reading = reading;
        this.source = source;
    }

    /**
     * What came of it.
     *
     * @param position at which it was compared
     * @param rows how many were
     */
    public record Compared(long position, long rows, Optional<Difference> first) {}

    /**
     * Blocks: some seconds a million events. Nothing is left in the database; when it is killed,
     * see {@link Leftovers}.
     *
     * @throws Rebuild.UnderWay if another one compares the same
     */
    public Compared compare(Projector projector, FoldListener listener)
            throws SQLException, InterruptedException, Rebuild.UnderWay {
        String schema = SCHEMA + "_" + projector.name();
        if (!SchemaLock.tryTake(writing, schema)) {
            throw new Rebuild.UnderWay(projector);
        }
        try {
            FoldedCopy copy = FoldedCopy.create(writing, schema, COMMENT, List.of(projector));
            for (long live = Positions.of(writing, projector);
                    live - copy.position() > CLOSE;
                    live = Positions.of(writing, projector)) {
                new Fold(source, 1).fold(List.of(copy), live, listener);
            }
            copy.index();
            return compare(projector, copy);
        } finally {
            FoldedCopy.drop(writing, schema);
            SchemaLock.release(writing, schema);
        }
    }

    private Compared compare(Projector projector, FoldedCopy copy)
            throws SQLException, InterruptedException {
        Sql.update(reading, "set default_transaction_isolation = 'repeatable read'");
        return Transactions.run(
                reading,
                _ -> {
                    long position = Positions.of(reading, projector);
                    foldRest(copy, position);
                    long rows = 0;
                    for (String table : projector.tables()) {
                        var pair = new Pair(projector, table, copy.schema());
                        Optional<Difference> found = pair.compare();
                        rows += pair.rows;
                        if (found.isPresent()) {
                            return new Compared(position, rows, found);
                        }
                    }
                    return new Compared(position, rows, Optional.empty());
                });
    }

    private void foldRest(FoldedCopy copy, long position) throws SQLException {
        Transactions.run(
                writing,
                _ -> {
                    copy.takeRest(source, position);
                    return true;
                });
    }

    /** A table in use and its copy, row by row in the order of the key. */
    private final class Pair {
        private final Projector projector;
        private final String table;
        private final String schema;
        private final String key;
        private long rows;

        Pair(Projector projector, String table, String schema) throws SQLException {
            this.projector = projector;
            this.table = table;
            this.schema = schema;
            this.key = String.join(", ", TableCopy.key(reading, FoldedCopy.IN_USE, table));
        }

        Optional<Difference> compare() throws SQLException {
            return Transactions.run(
                    writing,
                    _ -> {
                        try (Statement one = statement(reading);
                                Statement other = statement(writing);
                                ResultSet inUse = one.executeQuery(select(FoldedCopy.IN_USE));
                                ResultSet folded = other.executeQuery(select(schema))) {
                            return compare(inUse, folded);
                        }
                    });
        }

        private Optional<Difference> compare(ResultSet inUse, ResultSet folded)
                throws SQLException {
            while (true) {
                @Nullable String key = inUse.next() ? inUse.getString(1) : null;
                @Nullable String foldedKey = folded.next() ? folded.getString(1) : null;
                if (key == null && foldedKey == null) {
                    return Optional.empty();
                }
                rows++;
                if (key == null
                        || (foldedKey != null && !key.equals(foldedKey) && !isThere(foldedKey))) {
                    return Optional.of(
                            difference(String.valueOf(foldedKey), null, folded.getString(2)));
                }
                if (!key.equals(foldedKey)) {
                    return Optional.of(difference(key, inUse.getString(2), null));
                }
                if (!inUse.getString(2).equals(folded.getString(2))) {
                    return Optional.of(difference(key, inUse.getString(2), folded.getString(2)));
                }
            }
        }

        /** Whether the tables in use have a row of this key: then the other one is too much. */
        private boolean isThere(String foldedKey) throws SQLException {
            return Sql.list(
                            reading,
                            "select exists (select from %s.%s where cast((%s) as text) = ?)"
                                    .formatted(FoldedCopy.IN_USE, table, row()),
                            row -> row.getBoolean(1),
                            foldedKey)
                    .getFirst();
        }

        private Difference difference(
                String values, @Nullable String inUse, @Nullable String folded) {
            return new Difference(
                    projector.name(), table, "(%s) = %s".formatted(key, values), inUse, folded);
        }

        private String row() {
            return "row(" + key + ")";
        }

        private String select(String from) {
            return "select cast(%s as text), cast(it as text) from %s.%s as it order by %s"
                    .formatted(row(), from, table, key);
        }
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(FETCHED);
        return statement;
    }
}
