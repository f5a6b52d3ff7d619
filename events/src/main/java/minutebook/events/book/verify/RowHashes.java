package minutebook.events.book.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes that rows should have. For one thread at a time. */
final class RowHashes {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    RowHashes() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The hash of a row behind one with hash {@code previous}. */
    byte[] of(byte[] previous, BookRow row) {
        digest.update(previous);
        digest.update(row.array(), row.offset(), row.length());
        return digest.digest();
    }

    /** The hash that the row would have at another position. */
    byte[] of(byte[] previous, BookRow row, long position) {
        digest.update(previous);
        digest.update(number.clear().putLong(position).array());
        digest.update(row.array(), row.offset() + Long.BYTES, row.length() - Long.BYTES);
        return digest.digest();
    }

    /** Whether the row, as it stands, follows from a row with hash {@code previous}. */
    boolean follows(byte[] previous, BookRow row) {
        return Arrays.equals(of(previous, row), row.hash());
    }

    /** Whether the row with the hash it has would follow there. */
    boolean follows(byte[] previous, BookRow row, long position) {
        return Arrays.equals(of(previous, row, position), row.hash());
    }
}
