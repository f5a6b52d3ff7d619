package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.BEN;
import static minutebook.web.soak.check.PaperBook.BEN_BACK;
import static minutebook.web.soak.check.PaperBook.BRIDGE;
import static minutebook.web.soak.check.PaperBook.CLEO;
import static minutebook.web.soak.check.PaperBook.DORA;
import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.LAST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.PRIVATE_TO_CLEO;
import static minutebook.web.soak.check.PaperBook.WHILE_BEN_IS_AWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.SocketHistory.Happening;
import minutebook.web.soak.check.SocketHistory.Heard;
import minutebook.web.soak.check.SocketHistory.Joined;
import org.junit.jupiter.api.Test;

/** A checker of sockets that nothing gets past: each test spoils one frame of a good history. */
class SocketCheckTest {
    private final PaperBook book = new PaperBook();

    /** Cleo's, who was in the room all the time. */
    private final List<Happening> cleo =
            new ArrayList<>(
                    List.of(
                            new Joined(BRIDGE, 0),
                            heard(FIRST_MESSAGE),
                            heard(PRIVATE_TO_CLEO),
                            heard(WHILE_BEN_IS_AWAY),
                            heard(LAST_MESSAGE)));

    /** Ben's, who got all that he had missed when he was back. */
    private final List<Happening> ben =
            new ArrayList<>(
                    List.of(
                            heard(FIRST_MESSAGE),
                            new Heard(book.item(WHILE_BEN_IS_AWAY), PaperBook.at(HEAD)),
                            new Joined(BRIDGE, BEN_BACK),
                            heard(LAST_MESSAGE)));

    @Test
    void good_histories_have_no_difference() {
        assertEquals(List.of(), kinds(CLEO, cleo));
        assertEquals(List.of(), kinds(BEN, ben));
    }

    @Test
    void a_dropped_frame_is_a_gap() {
        cleo.remove(2);
        assertEquals(List.of(Kind.GAP), kinds(CLEO, cleo));
    }

    @Test
    void a_last_frame_that_never_came_is_a_gap() {
        cleo.removeLast();
        assertEquals(List.of(Kind.GAP), kinds(CLEO, cleo));
    }

    @Test
    void a_message_that_comes_only_after_the_ack_of_the_return_is_a_gap() {
        Collections.swap(ben, 1, 2);
        assertEquals(List.of(Kind.GAP), kinds(BEN, ben));
    }

    @Test
    void a_doubled_frame_is_found() {
        cleo.add(2, cleo.get(1));
        assertEquals(List.of(Kind.DOUBLE), kinds(CLEO, cleo));
    }

    @Test
    void two_swapped_frames_are_found() {
        Collections.swap(cleo, 1, 2);
        assertEquals(List.of(Kind.DISORDER), kinds(CLEO, cleo));
    }

    @Test
    void a_private_message_to_another_is_unauthorised() {
        ben.add(1, new Heard(book.item(PRIVATE_TO_CLEO), PaperBook.at(HEAD)));
        assertEquals(List.of(Kind.UNAUTHORISED), kinds(BEN, ben));
    }

    @Test
    void a_message_heard_by_a_removed_member_before_they_are_back_is_unauthorised() {
        ben.set(1, heard(WHILE_BEN_IS_AWAY));
        assertEquals(Kind.UNAUTHORISED, kinds(BEN, ben).getFirst());
    }

    @Test
    void a_message_heard_by_a_stranger_is_unauthorised() {
        assertEquals(List.of(Kind.UNAUTHORISED), kinds(DORA, List.of(heard(FIRST_MESSAGE))));
    }

    @Test
    void an_altered_frame_is_found() {
        for (Map.Entry<String, String> it :
                Map.of(
                                "Text of m1", "Text of m",
                                "anna", "dora",
                                "e5-2", "e5-3",
                                "\"receiver\":null", "\"receiver\":{\"id\":3}",
                                "03:04", "03:05",
                                "\"file_name\":null", "\"file_name\":\"a.png\"")
                        .entrySet()) {
            String item = book.item(FIRST_MESSAGE).replace(it.getKey(), it.getValue());
            cleo.set(1, new Heard(item, PaperBook.at(HEAD)));
            assertEquals(List.of(Kind.ALTERED), kinds(CLEO, cleo), item);
        }
    }

    @Test
    void an_invented_frame_is_found() {
        String item = book.item(LAST_MESSAGE).replace("\"id\":8", "\"id\":9");
        cleo.add(new Heard(item, PaperBook.at(HEAD)));
        cleo.add(new Heard("{", PaperBook.at(HEAD)));
        assertEquals(List.of(Kind.INVENTED, Kind.INVENTED), kinds(CLEO, cleo));
    }

    private Heard heard(long id) {
        return new Heard(book.item(id), PaperBook.at(id).plusMillis(5));
    }

    private List<Kind> kinds(long user, List<Happening> happenings) {
        var contents = new Contents(book.operations());
        var history = new SocketHistory("socket", user, happenings);
        return SocketCheck.of(book.expectations(), contents, history).stream()
                .map(Difference::kind)
                .toList();
    }
}
