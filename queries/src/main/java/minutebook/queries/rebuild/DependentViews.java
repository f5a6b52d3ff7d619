package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.queries.Sql;

/**
 * The views that read some tables. A view is bound to a table and not to its name, so when another
 * table gets the name, the view must be told; told in place, it keeps its comments and grants.
 */
final class DependentViews {
    private final List<String> statements;

    private DependentViews(List<String> statements) {
        this.statements = statements;
    }

    /** Those of the tables of a schema. The connection's search path must be empty. */
    static DependentViews of(Connection connection, String schema, List<String> tables)
            throws SQLException {
        return new DependentViews(
                Sql.list(
                        connection,
                        """
                        select format('create or replace view %s%s as %s',
                            cast(viewed.oid as regclass),
                            ' with (' || array_to_string(viewed.reloptions, ', ') || ')',
                            pg_get_viewdef(viewed.oid))
                        from pg_class as viewed
                        where viewed.relkind = 'v' and exists (
                            select from pg_depend join pg_rewrite on pg_rewrite.oid = objid
                            where classid = cast('pg_rewrite' as regclass)
                                and ev_class = viewed.oid
                                and refobjid = any (cast(? as regclass[])))
                        """,
                        row -> row.getString(1),
                        (Object)
                                tables.stream()
                                        .map(it -> schema + "." + it)
                                        .toArray(String[]::new)));
    }

    /** Binds them to the tables that have the names now. */
    void bind(Connection connection) throws SQLException {
        for (String statement : statements) {
            Sql.update(connection, statement);
        }
    }
}
