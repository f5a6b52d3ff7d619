package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream or a room that loses, doubles or swaps anything at all is found out. */
class ScreenTest {
    private static final long ANNA = 1;
    private static final long BEN = 2;
    private static final long CLEO = 3;
    private static final long EMIL = 4;
    private static final long FRIEDA = 5;
    private static final long GREGOR = 6;
    private static final long HEIDI = 7;

    private record Told(String id, String event, String data) {}

    /** All that a stream can tell Ben; whatever is left out of it, something else is shown. */
    private static final List<Told> STREAM =
            List.of(
                    project(11, "add_into_project", 1, "The new participant '@g' was …", user(6)),
                    project(12, "add_into_project", 3, "You was added …", item(3)),
                    project(13, "edit_project", 1, "The title's …", "{\"project_title\": \"New\"}"),
                    project(14, "edit_project", 1, "'@emil' left the project'New'.", id(EMIL)),
                    edited(15, "You was designated new coach in the project 'New'."),
                    project(
                            16,
                            "edit_project",
                            1,
                            "'@frieda' was designated new coach in the project 'New'.",
                            id(FRIEDA)),
                    project(
                            17,
                            "edit_project",
                            1,
                            "'@cleo' was withdrew from coach, he will be a participant the"
                                    + " project'New'.",
                            id(CLEO)),
                    project(
                            18,
                            "edit_project",
                            1,
                            "'@heidi' was removed in the project 'was designated new coach'.",
                            id(HEIDI)),
                    project(
                            19,
                            "edit_project",
                            3,
                            "You was withdrew from coach in the project 'Dam'.",
                            null),
                    project(
                            20,
                            "edit_project",
                            4,
                            "You was removed in the project 'was designated'.",
                            null),
                    project(21, "delete_project", 5, "The project 'Weir' was removed …", null),
                    new Told(
                            "e-22",
                            "action_user",
                            "{\"type\": \"admin_user\", \"message\": \"You become an admin.\","
                                    + " \"data\": {\"user_id\": 2, \"admin\": true}}"));

    private static Told edited(long position, String message) {
        return project(position, "edit_project", 1, message, null);
    }

    private static Told project(
            long position, String type, long project, String message, @Nullable String data) {
        return new Told(
                "e-" + position,
                "action_project",
                "{\"type\": \"%s\", \"message\": \"%s\", \"project_id\": %d%s}"
                        .formatted(
                                type, message, project, data == null ? "" : ", \"data\": " + data));
    }

    private static String id(long user) {
        return "{\"user_id\": %d}".formatted(user);
    }

    private static String user(long id) {
        return "{\"id\": %d, \"username\": \"somebody\"}".formatted(id);
    }

    /** In which Ben coaches. */
    private static String item(long project) {
        return "{\"id\": %d, \"title\": \"Dam\", \"owner\": %s, \"coaches\": [%s], \"participants\": []}"
                .formatted(project, user(ANNA), user(BEN));
    }

    private static Screen fetchedBefore() {
        var screen = new Screen(BEN, new Inbox());
        screen.put(new Shown(1, "Old", ANNA, List.of(CLEO), List.of(BEN, EMIL, FRIEDA, HEIDI)));
        screen.put(new Shown(4, "Lock", ANNA, List.of(), List.of(BEN)));
        screen.put(new Shown(5, "Weir", ANNA, List.of(), List.of(BEN)));
        return screen;
    }

    private static Screen told(List<Told> stream) {
        var lineage = new Lineage(fetchedBefore(), "e-10");
        stream.forEach(it -> lineage.told(it.id(), it.event(), Json.object(it.data())));
        return lineage.screen();
    }

    static IntStream all() {
        return IntStream.range(0, STREAM.size());
    }

    static IntStream allButTheLast() {
        return IntStream.range(0, STREAM.size() - 1);
    }

    @Test
    void a_page_shows_what_it_was_told() {
        SortedMap<Long, Shown> projects =
                new TreeMap<>(
                        Map.of(
                                1L,
                                new Shown(
                                        1,
                                        "New",
                                        ANNA,
                                        List.of(BEN, FRIEDA),
                                        List.of(GREGOR, CLEO)),
                                3L,
                                new Shown(3, "Dam", ANNA, List.of(), List.of(BEN))));
        Screen.View view = told(STREAM).view();

        assertEquals(projects, view.projects());
        assertEquals(true, view.admin());
        assertEquals(STREAM.size(), view.inbox().unread());
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_notification_that_is_lost_shows_in_the_inbox_and_in_what_it_was_about(int lost) {
        var rest = new ArrayList<>(STREAM);
        rest.remove(lost);

        Screen.View view = told(rest).view();

        assertNotEquals(told(STREAM).view().inbox(), view.inbox());
        assertNotEquals(
                told(STREAM).view(),
                new Screen.View(view.projects(), view.admin(), told(STREAM).view().inbox()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_notification_that_comes_twice_is_noticed(int doubled) {
        var more = new ArrayList<>(STREAM);
        more.add(doubled, STREAM.get(doubled));

        assertThrows(AssertionError.class, () -> told(more));
    }

    @ParameterizedTest
    @MethodSource("allButTheLast")
    void notifications_that_change_places_are_noticed(int first) {
        var other = new ArrayList<>(STREAM);
        Collections.swap(other, first, first + 1);

        assertThrows(AssertionError.class, () -> told(other));
    }

    @Test
    void a_stream_that_goes_on_too_late_or_too_early_is_noticed() {
        var lineage = new Lineage(fetchedBefore(), "e-10");
        lineage.told("e-12", "", JsonNodeFactory.instance.nullNode());

        Told first = STREAM.getFirst();
        assertThrows(
                AssertionError.class,
                () -> lineage.told(first.id(), first.event(), Json.object(first.data())));
        assertThrows(
                AssertionError.class,
                () -> lineage.told("e-11", "", JsonNodeFactory.instance.nullNode()));
    }

    @Test
    void an_own_command_takes_its_place_among_what_others_did() {
        var lineage = new Lineage(fetchedBefore(), "e-10");
        lineage.own(13, screen -> screen.change(1, it -> it.without(GREGOR)));
        STREAM.forEach(it -> lineage.told(it.id(), it.event(), Json.object(it.data())));

        // Gregor came at 11.
        assertEquals(List.of(CLEO), lineage.screen().projects().getFirst().participants());
    }

    private static Screen heard(long... messages) {
        Screen screen = fetchedBefore();
        for (long message : messages) {
            screen.hear(1, new Said(message, ANNA, 0, "Hello", "", ""));
        }
        return screen;
    }

    @Test
    void a_message_that_is_lost_doubled_or_out_of_order_is_noticed() {
        assertNotEquals(heard(7, 8, 9).said(1), heard(7, 9).said(1));
        assertNotEquals(heard(7, 8, 9).said(1), heard(7, 8).said(1));
        assertThrows(AssertionError.class, () -> heard(7, 8, 8, 9));
        assertThrows(AssertionError.class, () -> heard(7, 9, 8));
    }

    @Test
    void who_comes_and_goes_unnoticed_is_missed() {
        Screen screen = fetchedBefore();
        screen.enter(1, Json.tree(List.of()));
        screen.online(CLEO);
        assertEquals(List.of(CLEO), List.copyOf(screen.present()));
        screen.offline(CLEO);
        assertEquals(List.of(), List.copyOf(screen.present()));
    }
}
