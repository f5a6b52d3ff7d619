package minutebook.events.book.verify;

/** The hashes of the last rows that were found right, by position. */
final class RecentHashes {

    /** So many rows that were inserted together, and chained rightly, are still traced back. */
    static final int KEPT = 4_096;

    private final byte[][] hashes = new byte[KEPT][];
    private final long before;
    private long last;

    /** Begins behind position {@code last}, which has this hash. */
    RecentHashes(long last, byte[] hash) {
        this.before = last;
        this.last = last;
        hashes[slot(last)] = hash;
    }

    void add(byte[] hash) {
        last++;
        hashes[slot(last)] = hash;
    }

    byte[] at(long position) {
        return hashes[slot(position)];
    }

    byte[] last() {
        return at(last);
    }

    /** The first position whose hash is still known. */
    long first() {
        return Math.max(before, last - KEPT + 1);
    }

    private static int slot(long position) {
        return (int) Math.floorMod(position, (long) KEPT);
    }
}
