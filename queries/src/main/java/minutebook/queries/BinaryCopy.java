package minutebook.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table, by COPY in its binary format: each field is its length and its
 * bytes, so that nothing is quoted, and nothing parsed. For one thread.
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int OID_BIGINT = 20;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    /** Begins; the connection can do nothing else until it is closed. */
    BinaryCopy(Connection connection, String sql) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        // No flags, no extension of the header.
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** The next row has so many fields, which follow. */
    void row(int fields) throws SQLException {
        need(Short.BYTES).putShort((short) fields);
    }

    /** A field that is null. */
    void none() throws SQLException {
        need(Integer.BYTES).putInt(-1);
    }

    void number(long value) throws SQLException {
        need(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void integer(int value) throws SQLException {
        need(Integer.BYTES + Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void small(short value) throws SQLException {
        need(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort(value);
    }

    void text(String value) throws SQLException {
        byte[] bytes = value.getBytes(UTF_8);
        need(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    }

    void numbers(long[] values) throws SQLException {
        boolean any = values.length > 0;
        int bytes = Integer.BYTES * (any ? 5 : 3) + values.length * (Integer.BYTES + Long.BYTES);
        ByteBuffer field = need(Integer.BYTES + bytes);
        // Dimensions, no nulls, of what; and of the one dimension the length, and where it begins.
        field.putInt(bytes).putInt(any ? 1 : 0).putInt(0).putInt(OID_BIGINT);
        if (any) {
            field.putInt(values.length).putInt(1);
        }
        for (long it : values) {
            field.putInt(Long.BYTES).putLong(it);
        }
    }

    private ByteBuffer need(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
        }
        return buffer;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Now all rows are in the table. */
    void end() throws SQLException {
        need(Short.BYTES).putShort((short) -1);
        flush();
        copy.endCopy();
    }

    /** Gives it up, if it was not ended. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
