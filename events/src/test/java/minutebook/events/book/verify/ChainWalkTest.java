package minutebook.events.book.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import minutebook.events.book.verify.TamperedBook.Row;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import org.junit.jupiter.api.Test;

/** Whatever is done to a book: each is found, where it was done, and called by its name. */
class ChainWalkTest {
    private static final int TRIES = 700;
    private static final long SEED = Long.getLong("verify.seed", System.nanoTime());

    /** What is done to a book at a position, and what must be found. */
    private interface Tampering {
        Expected with(TamperedBook book, int at, Random random);
    }

    private record Expected(long position, Flaw flaw) {}

    /** Books of 1 to 40 events, walked from the first, or from one before the position. */
    private static void eachIsFound(Tampering tampering) {
        eachIsFound(false, tampering);
    }

    private static void eachIsFound(boolean fromTheFirst, Tampering tampering) {
        for (long seed = SEED; seed < SEED + TRIES; seed++) {
            var random = new Random(seed);
            var book = new TamperedBook(1 + random.nextInt(40), random);
            int at = 1 + random.nextInt(book.rows.size());
            long from = fromTheFirst || random.nextBoolean() ? 1 : random.nextLong(1, at + 1L);
            Expected expected = tampering.with(book, at, random);

            Verdict verdict = book.walkFrom(from).endAtHead(book.head);

            String tried = "verify.seed=%d: %s".formatted(seed, verdict);
            Broken broken = assertInstanceOf(Broken.class, verdict, tried);
            assertEquals(expected, new Expected(broken.position(), broken.flaw()), tried);
        }
    }

    @Test
    void a_true_book_is_whole_from_anywhere_to_anywhere() {
        for (long seed = SEED; seed < SEED + TRIES / 10; seed++) {
            var book = new TamperedBook(new Random(seed).nextInt(40), new Random(seed));
            int events = book.rows.size();
            for (int from = 1; from <= events; from++) {
                Whole whole =
                        assertInstanceOf(
                                Whole.class,
                                book.walkFrom(from).endAt(events),
                                "verify.seed=" + seed);
                assertEquals(events - from + 1, whole.events());
                assertArrayEquals(book.head.hash(), whole.hash());
            }
            assertInstanceOf(Whole.class, book.walk(), "verify.seed=" + seed);
        }
    }

    @Test
    void any_column_of_a_row_is_changed() {
        eachIsFound(ChainWalkTest::changed);
    }

    private static Expected changed(TamperedBook book, int at, Random random) {
        book.set(at, book.get(at).changed(random.nextInt(8), random));
        return new Expected(at, Flaw.CHANGED);
    }

    @Test
    void a_row_is_replaced_by_a_copy_of_another_one() {
        eachIsFound(
                (book, at, random) -> {
                    // In a book of one there is no other: then by one that was never written.
                    int other = 1 + random.nextInt(book.rows.size());
                    Row copy = other == at ? book.stranger(at) : book.get(other).at(at);
                    book.set(at, copy);
                    return new Expected(at, Flaw.CHANGED);
                });
    }

    @Test
    void rows_are_removed_and_leave_a_hole() {
        eachIsFound(
                (book, at, random) -> {
                    int count = Math.min(1 + random.nextInt(3), book.rows.size() - at);
                    boolean last = count == 0;
                    book.remove(at, last ? 1 : count);
                    return new Expected(at, last ? Flaw.CUT_OFF : Flaw.MISSING);
                });
    }

    @Test
    void rows_are_removed_and_those_behind_numbered_anew() {
        eachIsFound(
                (book, at, random) -> {
                    int count = Math.min(1 + random.nextInt(3), book.rows.size() - at);
                    boolean last = count == 0;
                    book.remove(at, last ? 1 : count);
                    book.renumber();
                    return new Expected(at, last ? Flaw.CUT_OFF : Flaw.MISSING);
                });
    }

    @Test
    void a_row_gets_a_number_behind_all_others() {
        eachIsFound(
                (book, at, _) -> {
                    book.set(at, book.get(at).at(book.rows.size() + 5));
                    return new Expected(at, Flaw.MISSING);
                });
    }

    @Test
    void rows_are_inserted_with_any_hash() {
        eachIsFound(
                (book, at, random) -> {
                    // Also behind the last.
                    int place = at + random.nextInt(2);
                    int count = place > book.head.position() ? 1 : 1 + random.nextInt(3);
                    for (int i = 0; i < count; i++) {
                        book.insert(place, book.stranger(place));
                    }
                    book.renumber();
                    return new Expected(place, Flaw.INSERTED);
                });
    }

    @Test
    void a_row_is_inserted_with_the_hash_of_the_one_whose_place_it_takes() {
        eachIsFound(
                (book, at, _) -> {
                    book.insert(at, book.stranger(at).withHash(book.hash(at)));
                    book.renumber();
                    return new Expected(at, Flaw.INSERTED);
                });
    }

    @Test
    void rows_are_inserted_while_hashes_stay_where_they_were() {
        eachIsFound(
                (book, at, random) -> {
                    int size = book.rows.size();
                    int count = 1 + random.nextInt(3);
                    for (int i = 0; i < count; i++) {
                        book.insert(at, book.stranger(at));
                    }
                    book.renumber();
                    for (int position = at; position <= size; position++) {
                        book.set(position, book.get(position).withHash(book.hash(position)));
                    }
                    return new Expected(at, Flaw.INSERTED);
                });
    }

    @Test
    void rows_are_inserted_with_right_hashes() {
        eachIsFound(
                (book, at, random) -> {
                    int count = 1 + random.nextInt(3);
                    for (int i = 0; i < count; i++) {
                        book.insert(at, book.stranger(at));
                    }
                    book.renumber();
                    book.chain(at, count);
                    return new Expected(at, Flaw.INSERTED);
                });
    }

    @Test
    void a_copy_of_a_row_is_inserted_behind_it() {
        eachIsFound(
                (book, at, _) -> {
                    book.insert(at + 1, book.get(at));
                    book.renumber();
                    return new Expected(at + 1, Flaw.INSERTED);
                });
    }

    @Test
    void a_second_row_has_the_number_of_another_one() {
        eachIsFound(
                (book, at, random) -> {
                    book.insert(at + random.nextInt(2), book.stranger(at));
                    return new Expected(at, Flaw.INSERTED);
                });
    }

    @Test
    void two_rows_change_places_with_their_hashes_or_without() {
        eachIsFound(
                (book, at, random) -> {
                    int behind = book.rows.size() - at;
                    if (behind == 0) {
                        // There is none to change places with.
                        return changed(book, at, random);
                    }
                    int other = at + (random.nextBoolean() ? 1 : 1 + random.nextInt(behind));
                    Row one = book.get(at);
                    Row two = book.get(other);
                    boolean hashes = random.nextBoolean();
                    book.set(at, two.at(at).withHash(hashes ? two.hash() : one.hash()));
                    book.set(other, one.at(other).withHash(hashes ? one.hash() : two.hash()));
                    return new Expected(at, Flaw.SWAPPED);
                });
    }

    @Test
    void the_end_is_cut_off_or_the_head_set_back() {
        eachIsFound(
                (book, at, random) -> {
                    if (random.nextBoolean()) {
                        book.remove(at, book.rows.size() - at + 1);
                    } else {
                        book.head = new Head(at - 1, book.hash(at - 1));
                    }
                    return new Expected(at, Flaw.CUT_OFF);
                });
    }

    @Test
    void a_tail_is_rewritten_and_the_head_is_not() {
        eachIsFound(
                (book, at, _) -> {
                    book.set(at, book.get(at).withData("{}"));
                    book.chain(at);
                    return new Expected(book.rows.size(), Flaw.REWRITTEN);
                });
    }

    @Test
    void a_tail_is_rewritten_with_the_head_and_only_a_known_hash_tells() {
        eachIsFound(
                (book, at, random) -> {
                    int size = book.rows.size();
                    int known = at + random.nextInt(size - at + 1);
                    book.set(at, book.get(at).withData("{}"));
                    book.chain(at);
                    book.head = new Head(size, book.get(size).hash());
                    assertInstanceOf(Whole.class, book.walk());
                    book.known.put((long) known, book.hash(known));
                    return new Expected(known, Flaw.REWRITTEN);
                });
    }

    @Test
    void an_end_is_cut_off_with_the_head_and_only_a_known_hash_tells() {
        eachIsFound(
                (book, at, random) -> {
                    book.remove(at, book.rows.size() - at + 1);
                    book.head = new Head(at - 1, book.hash(at - 1));
                    assertInstanceOf(Whole.class, book.walk());
                    book.known.put(at + random.nextLong(5), new byte[32]);
                    return new Expected(at, Flaw.CUT_OFF);
                });
    }

    @Test
    void a_row_that_is_changed_with_its_hash_shows_at_the_next_one() {
        eachIsFound(
                (book, at, _) -> {
                    int size = book.rows.size();
                    book.set(at, book.get(at).withData("{}"));
                    book.chain(at, 1);
                    // To the chain it is the same as if the next one had been changed.
                    return at < size
                            ? new Expected(at + 1, Flaw.CHANGED)
                            : new Expected(size, Flaw.REWRITTEN);
                });
    }

    @Test
    void a_chain_that_is_right_tells_of_times_and_versions_that_are_not() {
        eachIsFound(
                true,
                (book, at, random) -> {
                    Row row = book.get(at);
                    boolean version = at == 1 || random.nextBoolean();
                    book.set(at, version ? row.withVersion(row.version() + 1) : row.withMicros(7));
                    book.chain(at);
                    book.head = new Head(book.rows.size(), book.rows.getLast().hash());
                    return new Expected(at, Flaw.CONTRADICTORY);
                });
    }
}
