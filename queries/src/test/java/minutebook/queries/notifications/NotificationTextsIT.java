package minutebook.queries.notifications;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static minutebook.queries.Cast.CLEO;
import static minutebook.queries.Cast.DORA;
import static minutebook.queries.Cast.EMIL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.queries.Cast;
import minutebook.queries.PaperBook;
import minutebook.queries.Tables;
import minutebook.queries.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of the contract, 1.1, row by row. */
class NotificationTextsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANNA_ITEM = item(1, "anna");
    private static final String BEN_ITEM = item(2, "ben");
    private static final String CLEO_ITEM = item(3, "cleo");
    private static final String DORA_ITEM = item(4, "dora");

    @RegisterExtension final TestDatabase database = new TestDatabase();
    private final PaperBook book = new PaperBook().given(Cast.all());

    /** ANNA owns, CLEO coaches, BEN and DORA take part. */
    private void givenBridge() {
        book.given(
                ANNA,
                new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN, DORA)));
    }

    @Test
    void whoever_is_named_at_the_creation_is_told_but_not_the_actor() throws Exception {
        var told =
                when(
                        ANNA,
                        new ProjectCreated(
                                BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN, DORA)));

        String added =
                payload(
                        "add_into_project",
                        "You was added into the project 'Bridge'.",
                        bridge("Bridge", List.of(CLEO_ITEM), List.of(BEN_ITEM, DORA_ITEM)),
                        "Bridge");
        assertEquals(Map.of(BEN, added, CLEO, added, DORA, added), told);
    }

    @Test
    void the_newcomer_is_shown_the_project_and_the_others_the_newcomer() throws Exception {
        givenBridge();

        var told = when(CLEO, new ParticipantInvited(BRIDGE, EMIL));

        String others =
                payload(
                        "add_into_project",
                        "The new participant '@emil' was added into the project 'Bridge'.",
                        item(5, "emil"),
                        "Bridge");
        String newcomer =
                payload(
                        "add_into_project",
                        "You was added into the project 'Bridge'.",
                        bridge(
                                "Bridge",
                                List.of(CLEO_ITEM),
                                List.of(BEN_ITEM, DORA_ITEM, item(5, "emil"))),
                        "Bridge");
        assertEquals(Map.of(ANNA, others, BEN, others, DORA, others, EMIL, newcomer), told);
    }

    @Test
    void all_but_the_owner_are_told_of_a_deletion() throws Exception {
        givenBridge();
        book.given(ANNA, new ProjectRenamed(BRIDGE, "Tunnel"));

        var told = when(ANNA, new ProjectDeleted(BRIDGE));

        String deleted =
                payload(
                        "delete_project",
                        "The project 'Tunnel' was removed by '@anna'.",
                        null,
                        "Tunnel");
        assertEquals(Map.of(BEN, deleted, CLEO, deleted, DORA, deleted), told);
    }

    @Test
    void all_but_the_actor_are_told_of_a_new_title() throws Exception {
        givenBridge();

        var told = when(ANNA, new ProjectRenamed(BRIDGE, "100% \"Tunnel\""));

        String renamed =
                payload(
                        "edit_project",
                        "The title's project 'Bridge' become the new tilte '100% \\\"Tunnel\\\"'.",
                        "{\"project_title\":\"100% \\\"Tunnel\\\"\"}",
                        "100% \\\"Tunnel\\\"");
        assertEquals(Map.of(BEN, renamed, CLEO, renamed, DORA, renamed), told);
    }

    @Test
    void those_who_remain_are_told_who_left() throws Exception {
        givenBridge();

        var told = when(BEN, new MemberLeft(BRIDGE, BEN));

        String left = edited("'@ben' left the project'Bridge'.", "{\"user_id\":2}");
        assertEquals(Map.of(ANNA, left, CLEO, left, DORA, left), told);
    }

    @Test
    void a_new_coach_is_told_so_and_the_others_but_the_actor_of_them() throws Exception {
        givenBridge();

        var told = when(CLEO, new CoachDesignated(BRIDGE, BEN));

        String others =
                edited(
                        "'@ben' was designated new coach in the project 'Bridge'.",
                        "{\"user_id\":2}");
        String coach = edited("You was designated new coach in the project 'Bridge'.", null);
        assertEquals(Map.of(ANNA, others, BEN, coach, DORA, others), told);
    }

    @Test
    void an_older_coach_is_told_so_and_the_others_but_the_actor_of_them() throws Exception {
        givenBridge();

        var told = when(ANNA, new CoachWithdrawn(BRIDGE, CLEO));

        String others =
                edited(
                        "'@cleo' was withdrew from coach, he will be a participant the"
                                + " project'Bridge'.",
                        "{\"user_id\":3}");
        String coach = edited("You was withdrew from coach in the project 'Bridge'.", null);
        assertEquals(Map.of(BEN, others, CLEO, coach, DORA, others), told);
    }

    @Test
    void a_coach_who_withdraws_themselves_is_told_so_all_the_same() throws Exception {
        givenBridge();

        var told = when(CLEO, new CoachWithdrawn(BRIDGE, CLEO));

        assertEquals(Set.of(ANNA, BEN, CLEO, DORA), told.keySet());
        assertEquals(
                edited("You was withdrew from coach in the project 'Bridge'.", null),
                told.get(CLEO));
    }

    @Test
    void who_is_removed_is_told_so_and_the_others_but_the_actor_of_them() throws Exception {
        givenBridge();

        var told = when(CLEO, new ParticipantRemoved(BRIDGE, DORA));

        String others = edited("'@dora' was removed in the project 'Bridge'.", "{\"user_id\":4}");
        String removed = edited("You was removed in the project 'Bridge'.", null);
        assertEquals(Map.of(ANNA, others, BEN, others, DORA, removed), told);
    }

    @Test
    void nobody_is_told_of_a_new_owner() throws Exception {
        givenBridge();

        assertEquals(Map.of(), when(ANNA, new ProjectHandedOver(BRIDGE, CLEO)));
    }

    @Test
    void names_and_members_are_those_at_the_event_and_not_those_of_later() throws Exception {
        givenBridge();
        book.given(BEN, new MemberLeft(BRIDGE, BEN));
        book.given(BEN, new ProfileEdited(BEN, "benjamin", "B", "N"));
        book.given(DORA, new MemberLeft(BRIDGE, DORA));

        String text = " left the project'Bridge'.";
        assertEquals(
                Map.of(
                        ANNA, List.of("'@ben'" + text, "'@dora'" + text),
                        CLEO, List.of("'@ben'" + text, "'@dora'" + text),
                        DORA, List.of("'@ben'" + text)),
                messages(fill()));
    }

    /** What each is told of the last event, alone in its batch, by the rows and by the listener. */
    private Map<UserId, String> when(UserId actor, Event event) throws Exception {
        book.given(actor, event);
        var listener = fill();
        var byRows = new TreeMap<UserId, String>();
        var find = new FindNotifications(database.source());
        for (UserId user : List.of(ANNA, BEN, CLEO, DORA, EMIL)) {
            for (Notice it : find.after(user, book.head() - 1, 10, 1_000_000).notices()) {
                assertEquals(book.head(), it.position());
                byRows.put(user, it.payload());
            }
        }
        var byListener = new TreeMap<UserId, String>();
        for (Notification it : listener.notifications) {
            if (it.position() == book.head()) {
                it.recipients().forEach(user -> byListener.put(user, it.payload()));
            }
        }
        assertEquals(byRows, byListener);
        return byRows;
    }

    private Tables.Unheard fill() throws Exception {
        var listener = new Tables.Unheard();
        var projector = new NotificationProjector(listener);
        try (Connection connection = database.connect()) {
            int last = (int) book.head() - 1;
            Tables.project(projector, book.read(0, last), connection);
            Tables.project(projector, book.read(last, 1), connection);
        }
        return listener;
    }

    private static Map<UserId, List<String>> messages(Tables.Unheard listener) throws Exception {
        var messages = new LinkedHashMap<UserId, List<String>>();
        for (Notification it : listener.notifications) {
            JsonNode payload = JSON.readTree(it.payload());
            if (payload.get("type").asText().equals("edit_project")) {
                for (UserId user : new TreeSet<>(it.recipients())) {
                    messages.merge(
                            user,
                            List.of(payload.get("message").asText()),
                            (some, more) ->
                                    java.util.stream.Stream.concat(some.stream(), more.stream())
                                            .toList());
                }
            }
        }
        return messages;
    }

    private String edited(String message, @Nullable String data) {
        return payload("edit_project", message, data, "Bridge");
    }

    private String payload(String type, String message, @Nullable String data, String title) {
        return "{\"type\":\"%s\",\"message\":\"%s\",%s\"project_id\":7,\"project_title\":\"%s\",\"created_at\":\"%s\"}"
                .formatted(
                        type,
                        message,
                        data == null ? "" : "\"data\":" + data + ",",
                        title,
                        PaperBook.BEGUN.plusSeconds(book.head() - 1));
    }

    private static String bridge(String title, List<String> coaches, List<String> participants) {
        return "{\"id\":7,\"title\":\"%s\",\"owner\":%s,\"coaches\":[%s],\"participants\":[%s]}"
                .formatted(
                        title,
                        ANNA_ITEM,
                        String.join(",", coaches),
                        String.join(",", participants));
    }

    private static String item(int id, String name) {
        return "{\"id\":%d,\"email\":\"%s@example.org\",\"username\":\"%s\",\"first_name\":\"%s\",\"last_name\":\"Example\"}"
                .formatted(id, name, name, name.toUpperCase(java.util.Locale.ROOT));
    }
}
