package minutebook.events.book.verify;

import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks that each stream's versions are 1, 2, 3 …, in at most 16 MB however many streams there
 * are.
 *
 * <p>It remembers up to a million streams, by fingerprints of 64 bits, in sets of four places:
 * where a set is full, the stream that was silent for longest gives way, and is taken at its word
 * when it comes back.
 */
final class StreamVersions {
    private static final int SETS_MIN = 1 << 8;
    private static final int SETS_MAX = 1 << 18;
    private static final int PLACES = 4;

    private int sets = SETS_MIN;
    private long[] fingerprints = new long[SETS_MIN * PLACES];
    private long[] versions = new long[SETS_MIN * PLACES];

    /** The sets in which a stream that is not remembered may have a past. */
    private final BitSet forgetful = new BitSet();

    private final boolean fromTheFirst;
    private final int setsMax;
    // Not to be foreseen by who chooses the names of streams.
    private final long seed = ThreadLocalRandom.current().nextLong();

    /** {@code fromTheFirst}: no stream has a past that is not told. */
    StreamVersions(boolean fromTheFirst) {
        this(fromTheFirst, SETS_MAX);
    }

    /** {@code setsMax}: a power of two. */
    StreamVersions(boolean fromTheFirst, int setsMax) {
        this.fromTheFirst = fromTheFirst;
        this.setsMax = setsMax;
    }

    /** Whether the row has the version after its stream's last, as far as that is remembered. */
    boolean isNext(BookRow row) {
        long fingerprint = fingerprint(row);
        int place = find(fingerprint);
        boolean isNext =
                place < 0
                        ? row.version() == 1 || mayHavePast(fingerprint)
                        : row.version() == versions[place] + 1;
        if (place < 0) {
            place = freed(fingerprint);
        }
        toFront(place, fingerprint, row.version());
        return isNext;
    }

    private int find(long fingerprint) {
        int first = firstPlace(fingerprint);
        for (int place = first; place < first + PLACES; place++) {
            if (fingerprints[place] == fingerprint) {
                return place;
            }
        }
        return -1;
    }

    private boolean mayHavePast(long fingerprint) {
        return !fromTheFirst || forgetful.get(set(fingerprint));
    }

    /** The last place of its set, emptied: by growing for as long as that is allowed. */
    private int freed(long fingerprint) {
        int last = firstPlace(fingerprint) + PLACES - 1;
        while (fingerprints[last] != 0 && sets < setsMax) {
            grow();
            last = firstPlace(fingerprint) + PLACES - 1;
        }
        if (fingerprints[last] != 0) {
            forgetful.set(set(fingerprint));
        }
        return last;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        long[] oldVersions = versions;
        sets *= 2;
        fingerprints = new long[sets * PLACES];
        versions = new long[sets * PLACES];
        // From the last to the first, so that a set keeps its order.
        for (int i = oldFingerprints.length - 1; i >= 0; i--) {
            if (oldFingerprints[i] != 0) {
                int last = firstPlace(oldFingerprints[i]) + PLACES - 1;
                toFront(last, oldFingerprints[i], oldVersions[i]);
            }
        }
    }

    /** The places of a set are in the order of their last use. */
    private void toFront(int place, long fingerprint, long version) {
        int first = firstPlace(fingerprint);
        System.arraycopy(fingerprints, first, fingerprints, first + 1, place - first);
        System.arraycopy(versions, first, versions, first + 1, place - first);
        fingerprints[first] = fingerprint;
        versions[first] = version;
    }

    private int firstPlace(long fingerprint) {
        return set(fingerprint) * PLACES;
    }

    private int set(long fingerprint) {
        return (int) (fingerprint >>> 1) & (sets - 1);
    }

    /** Never 0, which is an empty place. */
    private long fingerprint(BookRow row) {
        byte[] bytes = row.array();
        int from = row.streamOffset();
        int end = from + row.streamLength();
        long sum = seed;
        for (int i = from; i < end; i++) {
            sum = (sum ^ bytes[i]) * 0x9E3779B97F4A7C15L;
            sum ^= sum >>> 29;
        }
        return sum | 1;
    }
}
