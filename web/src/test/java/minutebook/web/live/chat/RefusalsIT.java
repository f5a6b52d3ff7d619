package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, in which words, and that nobody else notices (contract 4.3). */
class RefusalsIT {
    private static final String FILE = "\"file_base64\": \"data:text/plain;base64,YWI=\"";
    private static final String EXTENSIONS =
            "'file_name' must be allowed extensions in {txt, pdf, png, jpg, jpeg, gif, doc}";
    private static final String INVALID = "Input payload validation failed";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser eve;
    private static long project;
    private static ChatClient annas;
    private static ChatClient bens;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        eve = server.register("eve");
        project = anna.createProject("Bridge", List.of(), List.of(ben));
        annas = ChatClient.in(project, anna);
        bens = ChatClient.in(project, ben);
        annas.next("online");
    }

    @AfterAll
    static void stop() {
        annas.close();
        bens.close();
        server.close();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                fault("", "content", "'content' is required."),
                fault("\"content\": null", "content", "'content' is required."),
                fault("\"content\": \"\"", "content", "'content' is required."),
                fault("\"content\": \"  \\n \"", "content", "'content' is required."),
                fault("\"content\": 7", "content", "'content' must be a string."),
                fault("\"content\": {}", "content", "'content' must be a string."),
                fault("\"content\": \"%s\"".formatted("x".repeat(10_001)), "content", null),
                fault("\"content\": \"a\\u0000b\"", "content", null),
                fault(FILE, "file_name", "'file_name' is required."),
                fault("\"file_name\": \"\", " + FILE, "file_name", "'file_name' is required."),
                fault("\"file_name\": \"a.exe\", " + FILE, "file_name", EXTENSIONS),
                fault("\"file_name\": \"txt\", " + FILE, "file_name", EXTENSIONS),
                fault("\"file_name\": \"a.txt.\", " + FILE, "file_name", EXTENSIONS),
                fault("\"file_name\": [], " + FILE, "file_name", "'file_name' must be a string."),
                fault("\"file_name\": \"../a.txt\", " + FILE, "file_name", null),
                fault("\"file_name\": \"a.txt\"", "file_base64", "'file_base64' is required."),
                fault("\"file_name\": \"a.txt\", \"file_base64\": 1", "file_base64", null),
                fault("\"file_name\": \"a.txt\", \"file_base64\": \"YWI=\"", "file_base64", null),
                fault(
                        "\"file_name\": \"a.txt\", \"file_base64\": \"data:text/plain;base64,Y\"",
                        "file_base64",
                        null),
                fault("\"content\": \"x\", \"sender_id\": 999999", "sender_id", null),
                fault("\"content\": \"x\", \"sender_id\": \"1\"", "sender_id", null),
                fault("\"content\": \"x\", \"receiver_id\": \"1\"", "receiver_id", null),
                fault("\"content\": \"x\", \"receiver_id\": 1.5", "receiver_id", null),
                fault("\"content\": \"x\", \"receiver_id\": -1", "receiver_id", null),
                fault(
                        "\"content\": \"x\", \"receiver_id\": 99999999999999999999",
                        "receiver_id",
                        null),
                fault(
                        "\"content\": \"x\", \"receiver_id\": 999999999",
                        "receiver",
                        "A receiver must be a project's member."),
                fault("\"content\": \"x\", \"client_message_id\": 1", "client_message_id", null),
                fault(
                        "\"content\": \"x\", \"client_message_id\": \"%s\""
                                .formatted("x".repeat(65)),
                        "client_message_id",
                        null));
    }

    private static Arguments fault(String fields, String field, @Nullable String text) {
        return Arguments.of(fields, field, text);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void a_faulty_field_is_named(String fields, String field, @Nullable String text)
            throws Exception {
        String comma = fields.isEmpty() ? "" : ", ";

        JsonNode ack = annas.send("{\"project_id\": %d%s%s}".formatted(project, comma, fields));

        assertEquals(INVALID, ack.path("message").asText(), ack::toString);
        assertEquals(1, ack.path("errors").size(), ack::toString);
        String told = ack.path("errors").path(field).asText();
        assertTrue(text == null ? told.length() > 10 : told.equals(text), ack::toString);
        assertEquals(ack, annas.next("error"));
        assertNobodyNoticed();
    }

    static Stream<Arguments> noProject() {
        return Stream.of(
                Arguments.of(""),
                Arguments.of("\"project_id\": null"),
                Arguments.of("\"project_id\": \"1\""),
                Arguments.of("\"project_id\": 1.5"),
                Arguments.of("\"project_id\": true"),
                Arguments.of("\"project_id\": [1]"),
                Arguments.of("\"project_id\": {\"id\": 1}"),
                Arguments.of("\"project_id\": 99999999999999999999"));
    }

    @ParameterizedTest
    @MethodSource("noProject")
    void a_project_that_is_no_number_is_named(String fields) throws Exception {
        for (String event : List.of("join_project", "leave_project", "send_message")) {
            JsonNode ack = annas.ask(event, "{%s}".formatted(fields));

            assertTrue(ack.path("errors").path("project_id").isTextual(), ack::toString);
            assertEquals(1, ack.path("errors").size());
            assertEquals(ack, annas.next("error"));
        }
        assertNobodyNoticed();
    }

    @Test
    void what_is_no_object_is_answered_all_the_same() throws Exception {
        for (String event : List.of("join_project", "leave_project", "send_message")) {
            for (Object garbage :
                    List.of(
                            5,
                            true,
                            "text",
                            "",
                            new JSONArray(),
                            new JSONArray(List.of(1, 2)),
                            JSONObject.NULL,
                            new JSONObject())) {
                JsonNode ack = annas.ask(event, garbage).get(20, TimeUnit.SECONDS);
                assertTrue(
                        ack.path("errors").path("project_id").isTextual(),
                        () -> event + " " + garbage + ": " + ack);
                assertEquals(ack, annas.next("error"));
            }
            JsonNode ack = annas.ask(event).get(20, TimeUnit.SECONDS);
            assertTrue(ack.path("errors").path("project_id").isTextual(), ack::toString);
            assertEquals(ack, annas.next("error"));
            annas.emit(event);
            assertEquals(ack, annas.next("error"));
        }
        annas.emit("no_such_event", "x");
        assertEquals(
                "The event 'no_such_event' is unknown. Known are: join_project, leave_project, send_message.",
                annas.next("error").path("message").asText());
        assertNobodyNoticed();
    }

    @Test
    void further_arguments_are_passed_over() throws Exception {
        JsonNode ack =
                annas.ask(
                                "send_message",
                                new JSONObject().put("project_id", project).put("content", "More"),
                                "and more")
                        .get(20, TimeUnit.SECONDS);

        assertEquals("More", ack.path("content").asText(), ack::toString);
        assertEquals(ack, annas.next("receive_message"));
        assertEquals(ack, bens.next("receive_message"));
    }

    @Test
    void strangers_and_unknown_projects_are_told_so() throws Exception {
        try (ChatClient eves = ChatClient.connect(eve)) {
            JsonNode stranger = eves.say(project, "Hello");
            assertEquals("{\"message\":\"You must be a project's member.\"}", stranger.toString());
            assertEquals(stranger, eves.next("error"));

            JsonNode unknown = eves.say(987_654_321, "Hello");
            assertEquals("{\"message\":\"Project Not Found\"}", unknown.toString());
            assertEquals(unknown, eves.next("error"));
        }
        assertNobodyNoticed();
    }

    @Test
    void a_participant_says_nothing_in_private_nor_anybody_to_a_stranger() throws Exception {
        JsonNode participant =
                bens.send(
                        "{\"project_id\": %d, \"content\": \"x\", \"receiver_id\": %d}"
                                .formatted(project, anna.id()));
        assertEquals(
                "A sender must be a project's owner or coach.",
                participant.path("errors").path("sender").asText(),
                participant::toString);
        assertEquals(participant, bens.next("error"));

        JsonNode stranger =
                annas.send(
                        "{\"project_id\": %d, \"content\": \"x\", \"receiver_id\": %d}"
                                .formatted(project, eve.id()));
        assertEquals(
                "A receiver must be a project's member.",
                stranger.path("errors").path("receiver").asText(),
                stranger::toString);
        assertEquals(stranger, annas.next("error"));
        assertNobodyNoticed();
    }

    @Test
    void a_sender_who_is_another_is_refused() throws Exception {
        JsonNode ack =
                annas.send(
                        "{\"project_id\": %d, \"content\": \"x\", \"sender_id\": %d}"
                                .formatted(project, ben.id()));

        assertTrue(ack.path("errors").path("sender_id").isTextual(), ack::toString);
        assertEquals(ack, annas.next("error"));
        assertNobodyNoticed();
    }

    @Test
    void a_file_of_more_than_ten_megabytes_is_refused() throws Exception {
        String file = "data:text/plain;base64," + "A".repeat((10 * 1024 * 1024 + 2) / 3 * 4 + 4);

        JsonNode ack =
                annas.send(
                        "{\"project_id\": %d, \"file_name\": \"a.txt\", \"file_base64\": \"%s\"}"
                                .formatted(project, file));

        assertEquals(
                "'file_base64' must be a file of at most 10 MB.",
                ack.path("errors").path("file_base64").asText());
        assertEquals(ack, annas.next("error"));
        assertNobodyNoticed();
    }

    /** Nothing was stored, and both go on talking as if nothing had been. */
    private static void assertNobodyNoticed() throws Exception {
        JsonNode said = bens.say(project, "Undisturbed");
        assertEquals("Undisturbed", said.path("content").asText(), said::toString);
        assertEquals(said, bens.next("receive_message"));
        assertEquals(said, annas.next("receive_message"));
        JsonNode newest = ben.get("/api/v1/messages/" + project + "?per_page=2").at("/data");
        assertEquals(said, newest.path(0));
        assertFalse(newest.path(1).path("content").asText().equals("x"));
    }
}
