package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.ANNA;
import static minutebook.web.soak.check.PaperBook.BEN;
import static minutebook.web.soak.check.PaperBook.BEN_BACK;
import static minutebook.web.soak.check.PaperBook.BEN_REMOVED;
import static minutebook.web.soak.check.PaperBook.BRIDGE;
import static minutebook.web.soak.check.PaperBook.CLEO;
import static minutebook.web.soak.check.PaperBook.CLEO_WITHDRAWN;
import static minutebook.web.soak.check.PaperBook.CREATED;
import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.LAST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.PRIVATE_TO_CLEO;
import static minutebook.web.soak.check.PaperBook.RENAMED;
import static minutebook.web.soak.check.PaperBook.WHILE_BEN_IS_AWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Reading.OfInbox;
import minutebook.web.soak.check.Reading.OfProject;
import minutebook.web.soak.check.Reading.OfRoom;
import minutebook.web.soak.check.Reading.Subject;
import org.junit.jupiter.api.Test;

/** Answers, good and spoiled, each given when the book had come to {@code seen}. */
class ReadingCheckTest {
    private static final Subject PROJECT = new OfProject(BRIDGE);
    private static final Subject ROOM = new OfRoom(BRIDGE, 2);
    private static final Subject INBOX = new OfInbox(100);

    private final Expectations expectations = new PaperBook().expectations();

    @Test
    void a_project_may_be_as_it_was_at_the_position_that_was_asked_for_or_later() {
        assertEquals(List.of(), judged(PROJECT, ANNA, RENAMED, HEAD, 200, team("Tunnel", "2")));
        assertEquals(List.of(), judged(PROJECT, ANNA, RENAMED, HEAD, 200, team("Tunnel", "")));
        assertEquals(List.of(), judged(PROJECT, ANNA, CREATED, HEAD, 200, team("Bridge", "2")));
    }

    @Test
    void as_it_was_before_is_old() {
        assertEquals(
                List.of(Kind.OLD), judged(PROJECT, ANNA, RENAMED, HEAD, 200, team("Bridge", "2")));
        assertEquals(List.of(Kind.OLD), judged(PROJECT, BEN, BEN_BACK, HEAD, 403, "{}"));
        assertEquals(List.of(Kind.OLD), judged(PROJECT, ANNA, CREATED, HEAD, 404, "{}"));
    }

    @Test
    void as_it_never_was_is_altered() {
        assertEquals(
                List.of(Kind.ALTERED), judged(PROJECT, ANNA, 0, HEAD, 200, team("Bridge", "")));
        assertEquals(List.of(Kind.ALTERED), judged(PROJECT, ANNA, 0, HEAD, 403, "{}"));
        assertEquals(List.of(Kind.ALTERED), judged(ROOM, ANNA, 0, HEAD, 200, page(1, 3)));
    }

    @Test
    void what_had_not_happened_yet_is_altered_and_a_promise_of_it_invented() {
        assertEquals(
                List.of(Kind.ALTERED),
                judged(PROJECT, ANNA, CREATED, FIRST_MESSAGE, 200, team("Tunnel", "2")));
        assertEquals(
                List.of(Kind.INVENTED),
                judged(PROJECT, ANNA, RENAMED, FIRST_MESSAGE, 200, team("Tunnel", "2")));
    }

    @Test
    void who_was_removed_meanwhile_may_be_turned_away_or_not() {
        assertEquals(List.of(), judged(PROJECT, BEN, PRIVATE_TO_CLEO, BEN_REMOVED, 403, "{}"));
        assertEquals(
                List.of(),
                judged(PROJECT, BEN, PRIVATE_TO_CLEO, BEN_REMOVED, 200, team("Tunnel", "2")));
    }

    @Test
    void a_room_lists_the_newest_first_and_counts_all_that_one_may_see() {
        assertEquals(
                List.of(),
                judged(ROOM, ANNA, HEAD, HEAD, 200, page(4, LAST_MESSAGE, WHILE_BEN_IS_AWAY)));
        assertEquals(
                List.of(),
                judged(ROOM, BEN, HEAD, HEAD, 200, page(3, LAST_MESSAGE, WHILE_BEN_IS_AWAY)));
        assertEquals(
                List.of(), judged(ROOM, BEN, FIRST_MESSAGE, HEAD, 200, page(1, FIRST_MESSAGE)));
        assertEquals(List.of(), judged(ROOM, ANNA, CREATED, HEAD, 200, page(0)));
    }

    @Test
    void a_room_without_what_was_said_by_then_is_old() {
        assertEquals(
                List.of(Kind.OLD),
                judged(ROOM, CLEO, LAST_MESSAGE, HEAD, 200, page(1, FIRST_MESSAGE)));
        assertEquals(List.of(Kind.OLD), judged(ROOM, CLEO, FIRST_MESSAGE, HEAD, 200, page(0)));
    }

    @Test
    void a_room_with_a_hole_or_with_what_is_not_ones_own_is_altered() {
        assertEquals(
                List.of(Kind.ALTERED),
                judged(ROOM, ANNA, 0, HEAD, 200, page(4, LAST_MESSAGE, PRIVATE_TO_CLEO)));
        assertEquals(
                List.of(Kind.ALTERED),
                judged(ROOM, BEN, 0, HEAD, 200, page(2, PRIVATE_TO_CLEO, FIRST_MESSAGE)));
    }

    @Test
    void an_inbox_is_judged_likewise() {
        String all =
                page(
                        5,
                        "e5-" + CLEO_WITHDRAWN,
                        "e5-" + BEN_BACK,
                        "e5-" + BEN_REMOVED,
                        "e5-" + RENAMED,
                        "e5-" + CREATED);
        String old = page(2, "e5-" + RENAMED, "e5-" + CREATED);
        assertEquals(List.of(), judged(INBOX, BEN, HEAD, HEAD, 200, all));
        assertEquals(List.of(), judged(INBOX, BEN, PRIVATE_TO_CLEO, HEAD, 200, old));
        assertEquals(List.of(Kind.OLD), judged(INBOX, BEN, BEN_REMOVED, HEAD, 200, old));
        assertEquals(
                List.of(Kind.ALTERED), judged(INBOX, BEN, 0, HEAD, 200, page(1, "e5-" + RENAMED)));
    }

    private List<Kind> judged(
            Subject subject, long user, long min, long seen, int status, String body) {
        var reading =
                new Reading(
                        "a reader",
                        user,
                        subject,
                        min,
                        status,
                        body,
                        PaperBook.at(seen).plusMillis(5));
        return ReadingCheck.of(expectations, List.of(reading)).stream()
                .map(Difference::kind)
                .toList();
    }

    private static String team(String title, String participant) {
        String participants = participant.isEmpty() ? "" : "{\"id\": " + participant + "}";
        return """
        {"id": 5, "title": "%s", "owner": {"id": 1}, "coaches": [{"id": 3}], "participants": [%s]}
        """
                .formatted(title, participants);
    }

    private static String page(int total, Object... ids) {
        String data =
                Arrays.stream(ids)
                        .map(it -> it instanceof String ? "\"" + it + "\"" : it.toString())
                        .map(it -> "{\"id\": " + it + "}")
                        .collect(Collectors.joining(", "));
        return "{\"total\": %d, \"data\": [%s]}".formatted(total, data);
    }
}
