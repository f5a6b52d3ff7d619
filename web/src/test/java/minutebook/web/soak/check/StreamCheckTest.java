package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.ANNA;
import static minutebook.web.soak.check.PaperBook.BEN;
import static minutebook.web.soak.check.PaperBook.BEN_BACK;
import static minutebook.web.soak.check.PaperBook.DORA;
import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.RENAMED;
import static minutebook.web.soak.check.PaperBook.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.StreamHistory.Block;
import minutebook.web.soak.check.StreamHistory.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checker of streams that nothing gets past: each test spoils one frame of a good history. */
class StreamCheckTest {
    private final Expectations expectations = new PaperBook().expectations();

    /** Ben's: what he is told up to his removal, then, after a loss, the rest. */
    private List<Block> before;

    private List<Block> after;

    @BeforeEach
    void given_a_good_history() {
        before = new ArrayList<>(List.of(position(0)));
        after = new ArrayList<>(List.of(position(RENAMED)));
        expectations
                .notices()
                .to(BEN)
                .forEach(
                        (position, told) ->
                                (position <= RENAMED ? before : after)
                                        .add(
                                                block(
                                                        position,
                                                        told.event(),
                                                        told.payload().toString())));
        after.add(position(HEAD));
    }

    @Test
    void a_good_history_has_no_difference() {
        assertEquals(List.of(), kinds(BEN));
    }

    @Test
    void a_dropped_frame_is_a_gap() {
        after.remove(1);
        assertEquals(List.of(Kind.GAP), kinds(BEN));
    }

    @Test
    void a_last_frame_that_never_came_is_a_gap() {
        after.removeLast();
        after.removeLast();
        assertEquals(List.of(Kind.GAP), kinds(BEN));
    }

    @Test
    void a_frame_left_out_before_a_bare_position_is_a_gap_though_it_comes_afterwards() {
        Collections.swap(after, after.size() - 2, after.size() - 1);
        assertEquals(Kind.GAP, kinds(BEN).getFirst());
    }

    @Test
    void a_doubled_frame_is_found() {
        after.add(2, after.get(1));
        assertEquals(List.of(Kind.DOUBLE), kinds(BEN));
    }

    @Test
    void a_frame_told_again_after_the_return_is_doubled() {
        after.add(1, before.getLast());
        assertEquals(List.of(Kind.DOUBLE), kinds(BEN));
    }

    @Test
    void two_swapped_frames_are_found() {
        Collections.swap(after, 1, 2);
        assertEquals(List.of(Kind.DISORDER), kinds(BEN));
    }

    @Test
    void what_others_are_told_is_unauthorised() {
        assertEquals(Kind.UNAUTHORISED, kinds(DORA).getFirst());
        assertEquals(Kind.UNAUTHORISED, kinds(ANNA).getFirst());
    }

    @Test
    void an_altered_frame_is_found() {
        Block block = after.get(1);
        after.set(
                1,
                new Block(
                        block.id(),
                        block.event(),
                        block.data().replace("Tunnel", "Tunnels"),
                        block.at()));
        assertEquals(List.of(Kind.ALTERED), kinds(BEN));

        after.set(1, new Block(block.id(), "action_user", block.data(), block.at()));
        assertEquals(List.of(Kind.ALTERED), kinds(BEN));

        after.set(1, new Block(block.id(), block.event(), "{", block.at()));
        assertEquals(List.of(Kind.ALTERED), kinds(BEN));
    }

    @Test
    void an_invented_frame_is_found() {
        after.add(1, block(FIRST_MESSAGE, "action_project", after.get(1).data()));
        assertEquals(List.of(Kind.INVENTED), kinds(BEN));
    }

    @Test
    void an_id_of_another_book_is_invented() {
        Block block = after.get(1);
        after.set(1, new Block("e6-5", block.event(), block.data(), block.at()));
        assertEquals(List.of(Kind.INVENTED, Kind.INVENTED, Kind.GAP), kinds(BEN));
    }

    @Test
    void who_comes_back_is_not_begun_elsewhere() {
        after.set(0, position(BEN_BACK));
        assertEquals(Kind.GAP, kinds(BEN).getFirst());
    }

    @Test
    void who_is_new_is_not_begun_in_the_past() {
        var history =
                new StreamHistory("stream", BEN, List.of(new Connection(null, RENAMED, before)));
        assertEquals(Kind.DISORDER, StreamCheck.of(expectations, history, 0).getFirst().kind());
    }

    private List<Kind> kinds(long user) {
        var connections =
                List.of(new Connection(null, 0, before), new Connection(id(RENAMED), 0, after));
        return StreamCheck.of(expectations, new StreamHistory("stream", user, connections), HEAD)
                .stream()
                .map(Difference::kind)
                .toList();
    }

    private static Block position(long position) {
        return block(position, "", "");
    }

    private static Block block(long position, String event, String data) {
        return new Block(
                id(position), event, data, PaperBook.at(position).plus(Duration.ofMillis(5)));
    }
}
