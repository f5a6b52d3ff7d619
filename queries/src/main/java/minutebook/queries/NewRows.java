package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are added to a table which has none of them: a few in one statement, which is soonest
 * there; many by COPY, which costs a third a row. For one thread.
 *
 * @param <T> what becomes a row
 */
public final class NewRows<T> {
    private static final int MANY = 200;

    private final String table;
    private final List<T> rows;
    private final List<Column<T>> columns = new ArrayList<>();

    private record Column<T>(String name, ColumnType type, Function<T, @Nullable Object> value) {}

    private NewRows(String table, List<T> rows) {
        this.table = table;
        this.rows = rows;
    }

    /** {@code table}: of the search path. Its columns are named next. */
    public static <T> NewRows<T> of(String table, List<T> rows) {
        return new NewRows<>(table, rows);
    }

    /** A column of type bigint. */
    public NewRows<T> number(String column, ToLongFunction<T> value) {
        return column(column, ColumnType.BIGINT, value::applyAsLong);
    }

    /** A column of type bigint that may be null. */
    public NewRows<T> numberOrNull(String column, Function<T, @Nullable Long> value) {
        return column(column, ColumnType.BIGINT, value::apply);
    }

    /** A column of type smallint. */
    public NewRows<T> small(String column, ToIntFunction<T> value) {
        return column(column, ColumnType.SMALLINT, row -> (short) value.applyAsInt(row));
    }

    /** A column of type int. */
    public NewRows<T> integer(String column, ToIntFunction<T> value) {
        return column(column, ColumnType.INT, value::applyAsInt);
    }

    /** A column of type text, which may be null. */
    public NewRows<T> text(String column, Function<T, @Nullable String> value) {
        return column(column, ColumnType.TEXT, value::apply);
    }

    /** A column of type timestamptz, which may be null: in microseconds since 1970. */
    public NewRows<T> time(String column, Function<T, @Nullable Long> micros) {
        return column(column, ColumnType.TIME, micros::apply);
    }

    /** A column of type bigint[]. */
    public NewRows<T> numbers(String column, Function<T, long[]> value) {
        return column(column, ColumnType.BIGINTS, value::apply);
    }

    private NewRows<T> column(String name, ColumnType type, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(name, type, value));
        return this;
    }

    /** Adds them; nothing, if there are none. Blocks. */
    public void write(Transaction transaction) throws SQLException {
        if (rows.size() >= MANY) {
            copy(transaction.connection());
        } else if (!rows.isEmpty()) {
            insert(transaction);
        }
    }

    private void insert(Transaction transaction) {
        transaction.update(
                "insert into %s (%s) select %s from unnest(%s) as added (%s)"
                        .formatted(
                                table,
                                names(Column::name),
                                names(it -> it.type().selected(it.name())),
                                names(it -> it.type().parameter()),
                                names(Column::name)),
                columns.stream().map(this::values).toArray());
    }

    private Object values(Column<T> column) {
        @Nullable Object[] values = column.type().array(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.type().element(column.value().apply(rows.get(i)));
        }
        return values;
    }

    private void copy(Connection connection) throws SQLException {
        try (var copy =
                new BinaryCopy(
                        connection,
                        "copy %s (%s) from stdin (format binary)"
                                .formatted(table, names(Column::name)))) {
            for (T row : rows) {
                copy.row(columns.size());
                for (Column<T> it : columns) {
                    it.type().write(copy, it.value().apply(row));
                }
            }
            copy.end();
        }
    }

    private String names(Function<Column<T>, String> part) {
        return String.join(", ", columns.stream().map(part).toList());
    }
}
