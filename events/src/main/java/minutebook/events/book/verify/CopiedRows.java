package minutebook.events.book.verify;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of the table, by COPY in its binary format: fields as length and bytes, which for texts is
 * just what was hashed. So a row is neither parsed nor copied, but for its three numbers.
 */
final class CopiedRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };
    private static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int FIELDS = 9;
    private static final int NUMBERS = 3;
    private static final int TEXTS = 5;

    /** A time of PostgreSQL counts from 2000. */
    private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;

    private final Connection connection;

    CopiedRows(Connection connection) {
        this.connection = connection;
    }

    /** Gives up to {@code limit} rows, in order; returns how many there were. Blocks. */
    long page(long after, long upTo, int limit, Consumer<BookRow> taker) throws SQLException {
        CopyOut copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(copy(after, upTo, limit));
        long rows = 0;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            BookRow row = row(message);
            if (row != null) {
                rows++;
                taker.accept(row);
            }
        }
        return rows;
    }

    private static String copy(long after, long upTo, int limit) {
        // Ties: nobody hides a second row of one number between two pages.
        return """
        copy (
            select position, version, recorded_at,
                stream, type, actor::text, command_id::text, data, hash
            from book.event where position > %d and position <= %d
            order by position fetch first %d rows with ties
        ) to stdout (format binary)
        """
                .formatted(after, upTo, limit);
    }

    /** A message is one row, the first one behind the header; null: the end mark. */
    private static @Nullable BookRow row(byte[] message) throws SQLException {
        int offset = startsWithHeader(message) ? HEADER_BYTES : 0;
        var fields = ByteBuffer.wrap(message, offset, message.length - offset);
        int count = fields.getShort();
        if (count < 0) {
            return null;
        }
        if (count != FIELDS) {
            throw new SQLException("The book has rows of %d fields".formatted(count));
        }
        long position = number(fields);
        long version = number(fields);
        long micros = number(fields) + MICROS_1970_TO_2000;
        int texts = fields.position();
        for (int i = 0; i < TEXTS; i++) {
            skip(fields);
        }
        int end = fields.position();
        int hashLength = Math.max(0, fields.getInt());
        byte[] hash =
                Arrays.copyOfRange(message, fields.position(), fields.position() + hashLength);
        // The numbers move together before the texts, over their lengths.
        int start = texts - NUMBERS * Long.BYTES;
        ByteBuffer.wrap(message, start, NUMBERS * Long.BYTES)
                .putLong(position)
                .putLong(version)
                .putLong(micros);
        return new BookRow(message, start, end - start, hash);
    }

    private static boolean startsWithHeader(byte[] message) {
        return message.length >= HEADER_BYTES
                && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** Absent, which no true row's number is, is a number that no true row has. */
    private static long number(ByteBuffer fields) {
        return fields.getInt() < 0 ? Long.MIN_VALUE : fields.getLong();
    }

    private static void skip(ByteBuffer fields) {
        int length = fields.getInt();
        fields.position(fields.position() + Math.max(0, length));
    }
}
