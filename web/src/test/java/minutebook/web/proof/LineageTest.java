package minutebook.web.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which signatures a book must fit that was restored, perhaps more than once. */
class LineageTest {
    private static final SignedCheckpoint AT_10 = signed("first", 10, null);
    private static final SignedCheckpoint AT_20 = signed("first", 20, null);
    private static final SignedCheckpoint RESTORED_AT_15 = signed("second", 15, "first");
    private static final SignedCheckpoint AGAIN_AT_30 = signed("second", 30, null);
    private static final SignedCheckpoint RESTORED_AT_12 = signed("third", 12, "first");

    @Test
    void without_a_restoration_all_count_and_another_epoch_is_a_stranger() {
        var lineage = Lineage.of(List.of(AT_10, AT_20), "first");
        assertEquals(List.of(AT_10, AT_20), lineage.counting());
        assertEquals(Optional.empty(), lineage.stranger());

        assertEquals(Optional.of(AT_10), Lineage.of(List.of(AT_10, AT_20), "second").stranger());
    }

    @Test
    void after_one_what_was_signed_beyond_it_is_of_what_was_lost() {
        var lineage = Lineage.of(List.of(AT_10, AT_20, RESTORED_AT_15, AGAIN_AT_30), "second");

        assertEquals(List.of(AT_10, RESTORED_AT_15, AGAIN_AT_30), lineage.counting());
        assertEquals(List.of(AT_20), lineage.lost());
        assertEquals(Optional.empty(), lineage.stranger());
    }

    @Test
    void of_two_only_what_leads_to_the_book_counts() {
        var lineage =
                Lineage.of(
                        List.of(AT_10, AT_20, RESTORED_AT_15, AGAIN_AT_30, RESTORED_AT_12),
                        "third");

        assertEquals(List.of(AT_10, RESTORED_AT_12), lineage.counting());
        assertEquals(List.of(AT_20, RESTORED_AT_15, AGAIN_AT_30), lineage.lost());
    }

    @Test
    void a_book_of_before_the_restoration_is_not_the_one_that_was_signed_for() {
        var lineage = Lineage.of(List.of(AT_10, RESTORED_AT_15, AGAIN_AT_30), "first");

        assertEquals(Optional.of(RESTORED_AT_15), lineage.stranger());
    }

    @Test
    void an_epoch_that_is_changed_after_a_restoration_is_a_stranger() {
        var other = signed("other", 40, null);

        assertEquals(
                Optional.of(other),
                Lineage.of(List.of(AT_10, RESTORED_AT_15, other), "second").stranger());
    }

    private static SignedCheckpoint signed(String epoch, long position, @Nullable String before) {
        return new SignedCheckpoint(epoch, position, "", "", "", "", before);
    }
}
