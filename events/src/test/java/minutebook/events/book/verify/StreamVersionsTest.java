package minutebook.events.book.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Versions of more streams than are remembered. */
class StreamVersionsTest {

    @Test
    void the_versions_of_many_streams_count_from_one() {
        var versions = new StreamVersions(true);
        for (int version = 1; version <= 3; version++) {
            for (int stream = 0; stream < 50_000; stream++) {
                assertTrue(versions.isNext(row(stream, version)));
            }
        }
        assertFalse(versions.isNext(row(7, 3)));
        assertFalse(versions.isNext(row(8, 5)));
        assertFalse(versions.isNext(row(50_001, 2)));
    }

    @Test
    void a_stream_that_was_silent_for_long_is_taken_at_its_word() {
        var versions = new StreamVersions(true, 256);
        assertTrue(versions.isNext(row(0, 1)));
        for (int stream = 1; stream < 100_000; stream++) {
            assertTrue(versions.isNext(row(stream, 1)));
        }
        assertTrue(versions.isNext(row(0, 9)));
        assertFalse(versions.isNext(row(0, 9)));
    }

    @Test
    void a_walk_that_begins_later_knows_no_pasts() {
        var versions = new StreamVersions(false);
        assertTrue(versions.isNext(row(0, 9)));
        assertFalse(versions.isNext(row(0, 11)));
    }

    private static BookRow row(int stream, long version) {
        return BookRow.of(1, "room-" + stream, version, "", "", null, "", 0, new byte[32]);
    }
}
