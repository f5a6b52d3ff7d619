package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import minutebook.queries.Sql;

/**
 * Makes an empty table that is as another one is: columns, checks, keys, indexes by their names,
 * storage, comments and grants. {@code like} alone would name indexes anew, and forget what may be
 * done with the table, and how full its pages are to be.
 */
final class TableCopy {
    private final Connection connection;
    private final String from;
    private final String to;

    /** Of tables of schema {@code from}, in schema {@code to}. */
    TableCopy(Connection connection, String from, String to) {
        this.connection = connection;
        this.from = from;
        this.to = to;
    }

    /** The table, without keys and indexes. */
    void make(String table) throws SQLException {
        Sql.update(
                connection,
                "create table %s.%s (like %s.%2$s including all excluding indexes)"
                        .formatted(to, table, from));
        String original = from + "." + table;
        for (String options :
                texts(
                        """
                        select array_to_string(reloptions, ', ') from pg_class
                        where oid = cast(? as regclass) and reloptions is not null
                        """,
                        original)) {
            Sql.update(connection, "alter table %s.%s set (%s)".formatted(to, table, options));
        }
        describe(table, original);
    }

    /** The keys and indexes of a table that was made: by one sort of all its rows each. */
    void index(String table) throws SQLException {
        String original = from + "." + table;
        for (String constraint :
                texts(
                        """
                        select format('add constraint %I %s', conname, pg_get_constraintdef(oid))
                        from pg_constraint
                        where conrelid = cast(? as regclass) and contype in ('p', 'u', 'x')
                        order by contype, conname
                        """,
                        original)) {
            Sql.update(connection, "alter table %s.%s %s".formatted(to, table, constraint));
        }
        for (String index : indexes(original)) {
            Sql.update(connection, index.replaceFirst(" ON " + from + "\\.", " ON " + to + "."));
        }
    }

    private List<String> indexes(String original) throws SQLException {
        return texts(
                """
                select pg_get_indexdef(indexrelid) from pg_index
                where indrelid = cast(? as regclass)
                    and not exists (select from pg_constraint where conindid = indexrelid)
                order by indexrelid
                """,
                original);
    }

    private void describe(String table, String original) throws SQLException {
        for (String comment :
                texts(
                        """
                        select quote_literal(description) from pg_description
                        where objoid = cast(? as regclass) and objsubid = 0
                            and classoid = cast('pg_class' as regclass)
                        """,
                        original)) {
            Sql.update(connection, "comment on table %s.%s is %s".formatted(to, table, comment));
        }
        for (String grant :
                texts(
                        """
                        select format('%s on %s.%s to %s', privilege_type, ?, ?,
                            case grantee when 0 then 'public' else cast(grantee as regrole)::text end)
                        from pg_class, aclexplode(relacl)
                        where oid = cast(? as regclass) and grantee <> relowner
                        """,
                        to, table, original)) {
            Sql.update(connection, "grant " + grant);
        }
    }

    /** The columns of the key by which rows are told apart: all of them where there is no key. */
    static List<String> key(Connection connection, String schema, String table)
            throws SQLException {
        return Sql.list(
                connection,
                """
                select quote_ident(attname)
                from pg_attribute
                    left join pg_index on indrelid = attrelid and indisprimary
                where attrelid = cast(? as regclass) and attnum > 0 and not attisdropped
                    and (indrelid is null or attnum = any (indkey))
                order by array_position(cast(indkey as int2[]), attnum), attnum
                """,
                row -> row.getString(1),
                schema + "." + table);
    }

    private List<String> texts(String sql, Object... parameters) throws SQLException {
        return Sql.list(connection, sql, row -> row.getString(1), parameters);
    }

    /** The tables of a schema, with the schema, for SQL. */
    static String qualified(String schema, List<String> tables) {
        return tables.stream().map(it -> schema + "." + it).collect(Collectors.joining(", "));
    }
}
