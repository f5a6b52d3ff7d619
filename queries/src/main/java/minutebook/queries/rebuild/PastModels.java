package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/**
 * All read models as they were at some position, in a schema of somebody's own, for SQL. Its
 * comment says so, and until where erasures had been carried out when it was made: whoever is
 * erased later is still in it, and it is not for us to drop what somebody made.
 */
public final class PastModels {
    private static final String MARK = "Read models of Minutebook as of position ";
    private static final String ERASED = ", without people erased up to position ";
    private static final Pattern NAME =
            Pattern.compile("(?!(rebuilding|comparing|replaced)_)[a-z][a-z0-9_]{0,40}");

    /** Made by an older version, it does not say when: not before it was as it is. */
    private static final String HOLDING_ERASED =
            """
            select nspname
            from pg_namespace cross join lateral regexp_match(obj_description(oid, 'pg_namespace'),
                '^' || ? || '([0-9]+)(?:' || ? || '([0-9]+))?$') as said (numbers)
            where exists (
                select from book.event as erased
                    join book.event as first on first.stream = erased.stream and first.version = 1
                where erased.type = 'user-erased'
                    and erased.position > cast(coalesce(numbers[2], numbers[1]) as bigint)
                    and first.position <= cast(numbers[1] as bigint))
            order by nspname
            """;

    private final Connection connection;
    private final EventSource source;

    /**
     * For one thread.
     *
     * @param connection lent, of the owner of the tables
     * @param source that has read nothing yet: it has no keys of people in memory who are erased
     *     since
     */
    public PastModels(Connection connection, EventSource source) {
        this.connection = connection;
        this.source = source;
    }

    /** The schema cannot be used: the message says why, and what to do. */
    public static final class Refused extends Exception {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Folds them. Blocks: some seconds a million events.
     *
     * @param schema a new one, or one that this made before: then it is made anew
     */
    public void build(
            List<? extends Projector> projectors,
            long position,
            String schema,
            FoldListener listener)
            throws SQLException, InterruptedException, Refused {
        requireOurs(schema);
        // It may be a word of SQL's own.
        String quoted = '"' + schema + '"';
        if (!SchemaLock.tryTake(connection, schema)) {
            throw new Refused(
                    "The schema '%s' is just being made: let that end.".formatted(schema));
        }
        try {
            String comment = MARK + position + ERASED + erasuresCarriedOut();
            FoldedCopy copy = FoldedCopy.create(connection, quoted, comment, projectors);
            new Fold(source, 1).fold(List.of(copy), position, listener);
            copy.index();
            copy.analyze();
        } finally {
            SchemaLock.release(connection, schema);
        }
    }

    /**
     * The schemas that were made by this, before somebody was erased who is in them: they still
     * hold that person's texts.
     *
     * @param connection of the owner of the book
     */
    public static List<String> holdingErased(Connection connection) throws SQLException {
        return Sql.list(connection, HOLDING_ERASED, row -> row.getString(1), MARK, ERASED);
    }

    /** Before anything is read: the key of whoever is erased from here on may still be used. */
    private long erasuresCarriedOut() throws SQLException {
        return Sql.list(
                        connection,
                        "select coalesce(max(position), 0) from vault.checkpoint where projector = 'erasures'",
                        row -> row.getLong(1))
                .getFirst();
    }

    private void requireOurs(String schema) throws SQLException, Refused {
        if (!NAME.matcher(schema).matches()) {
            throw new Refused(
                    "'%s' is no name for a schema: it is small letters, digits and _, at most 41, a letter first, and not rebuilding_…, comparing_… or replaced_…"
                            .formatted(schema));
        }
        List<Boolean> ours =
                Sql.list(
                        connection,
                        """
                        select coalesce(starts_with(obj_description(oid, 'pg_namespace'), ?), false)
                        from pg_namespace where nspname = ?
                        """,
                        row -> row.getBoolean(1),
                        MARK,
                        schema);
        if (!ours.isEmpty() && !ours.getFirst()) {
            throw new Refused(
                    "The schema '%s' is there, and was not made by this: choose another name."
                            .formatted(schema));
        }
    }
}
