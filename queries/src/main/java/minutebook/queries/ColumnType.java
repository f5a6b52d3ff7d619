package minutebook.queries;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of columns that rows are added to: as elements of arrays, and as fields of COPY. */
enum ColumnType {
    BIGINT("bigint[]") {
        @Override
        @Nullable Object[] array(int size) {
            return new Long[size];
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.number((Long) value);
        }
    },
    INT("int[]") {
        @Override
        @Nullable Object[] array(int size) {
            return new Integer[size];
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.integer((Integer) value);
        }
    },
    SMALLINT("smallint[]") {
        @Override
        @Nullable Object[] array(int size) {
            return new Short[size];
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.small((Short) value);
        }
    },
    TEXT("text[]") {
        @Override
        @Nullable Object[] array(int size) {
            return new String[size];
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.text((String) value);
        }
    },
    /** Microseconds since 1970, since arrays carry no time zone safely. */
    TIME("bigint[]") {
        // Those of PostgreSQL count from 2000.
        private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;

        @Override
        @Nullable Object[] array(int size) {
            return new Long[size];
        }

        @Override
        String selected(String column) {
            return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.number((Long) value - MICROS_1970_TO_2000);
        }
    },
    /** Each as a text in the array: arrays in an array would have to be of one length. */
    BIGINTS("text[]") {
        @Override
        @Nullable Object[] array(int size) {
            return new String[size];
        }

        @Override
        @Nullable Object element(@Nullable Object value) {
            return value == null
                    ? null
                    : Arrays.stream((long[]) value)
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(",", "{", "}"));
        }

        @Override
        String selected(String column) {
            return "cast(" + column + " as bigint[])";
        }

        @Override
        void writeValue(BinaryCopy copy, Object value) throws SQLException {
            copy.numbers((long[]) value);
        }
    };

    private final String arrayType;

    ColumnType(String arrayType) {
        this.arrayType = arrayType;
    }

    /** An array of values, as a parameter. */
    final String parameter() {
        return "cast(? as " + arrayType + ")";
    }

    abstract @Nullable Object[] array(int size);

    /** The value as it is in the array. */
    @Nullable Object element(@Nullable Object value) {
        return value;
    }

    /** The value, of a column of such elements. */
    String selected(String column) {
        return column;
    }

    final void write(BinaryCopy copy, @Nullable Object value) throws SQLException {
        if (value == null) {
            copy.none();
        } else {
            writeValue(copy, value);
        }
    }

    abstract void writeValue(BinaryCopy copy, Object value) throws SQLException;
}
