package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/** All read models as they were at some position, in a schema of somebody's own, for SQL. */
public final class PastModels {
    private static final String MARK = "Read models of Minutebook as of position ";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private final Connection connection;
    private final EventSource source;

    /** {@code connection}: lent, of the owner of the tables. For one thread. */
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
        FoldedCopy copy = FoldedCopy.create(connection, quoted, projectors);
        Sql.update(connection, "comment on schema %s is '%s%d'".formatted(quoted, MARK, position));
        new Fold(source, 1).fold(List.of(copy), position, listener);
        copy.index();
        copy.analyze();
    }

    private void requireOurs(String schema) throws SQLException, Refused {
        if (!NAME.matcher(schema).matches()) {
            throw new Refused(
                    "'%s' is no name for a schema: it is small letters, digits and _, at most 41, a letter first."
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
