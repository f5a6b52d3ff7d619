package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.http.Json;
import minutebook.web.live.Pace;
import minutebook.web.live.chat.ChatClient.Heard;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.RawClient;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back to a room is first told what was said since (contract 4.2). */
class SinceIT {
    private static final int IN_FLIGHT = 50;

    private static TestServer server;
    private static TestServer otherServer;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static int number;

    private long project;

    @BeforeAll
    static void start() {
        Limits patient = Limits.defaults().stalling(Duration.ofMinutes(1));
        server = new TestServer(Duration.ofMinutes(60), Pace.defaults().withSockets(patient));
        otherServer = server.again();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
    }

    @AfterAll
    static void stop() {
        otherServer.close();
        server.close();
    }

    @BeforeEach
    void a_project() {
        project = anna.createProject("Bridge " + ++number, List.of(cleo), List.of(ben));
    }

    @Test
    void what_was_missed_comes_first_then_the_ack_and_then_what_is_new() throws Exception {
        try (var annas = ChatClient.in(project, anna)) {
            long first = annas.say(project, "one").path("id").asLong();
            JsonNode second = annas.say(project, "two");
            JsonNode third = annas.say(project, "three");

            try (var bens = ChatClient.connect(ben)) {
                JsonNode users = bens.join(project, Long.toString(first));
                JsonNode fourth = annas.say(project, "four");

                assertEquals(2, users.size());
                assertEquals(second, bens.next("receive_message"));
                assertEquals(third, bens.next("receive_message"));
                assertEquals(fourth, bens.next("receive_message"));
            }
            try (var bens = ChatClient.connect(ben)) {
                bens.join(project, second.path("event_id").toString());
                assertEquals(third, bens.next("receive_message"));
            }
        }
    }

    @Test
    void zero_is_all_of_it_however_much_that_is_and_on_any_node() throws Exception {
        List<Long> said = new ArrayList<>();
        try (var annas = ChatClient.connect(anna)) {
            said.addAll(sayMany(annas, "all", 350));
        }
        try (var bens = ChatClient.connect(ben.at(otherServer.url()))) {
            bens.join(project, "0");
            for (long id : said) {
                assertEquals(id, bens.next("receive_message").path("id").asLong());
            }
        }
    }

    @Test
    void of_private_messages_only_the_own_ones_come() throws Exception {
        try (var annas = ChatClient.connect(anna)) {
            JsonNode toBen = private_(annas, ben, "for Ben");
            private_(annas, cleo, "for Cleo");
            JsonNode toAll = annas.say(project, "for all");

            try (var bens = ChatClient.connect(ben)) {
                bens.join(project, "0");
                assertEquals(toBen, bens.next("receive_message"));
                assertEquals(toAll, bens.next("receive_message"));
            }
        }
    }

    @Test
    void the_others_hear_of_one_who_joins_again_from_inside_nothing_at_all() throws Exception {
        try (var annas = ChatClient.in(project, anna);
                var bens = ChatClient.in(project, ben)) {
            annas.next("online");
            JsonNode hello = bens.say(project, "hello");

            bens.join(project, "0");
            annas.say(project, "end");

            assertEquals(List.of(hello), data(annas.before("end")));
            // Once when it was said, once because all was asked for.
            assertEquals(List.of(hello, hello), data(bens.before("end")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "true",
                "[1]",
                "999999999",
                "\"yesterday\"",
                "\"00000000-7\"",
                "\"\"",
                "9223372036854775808"
            })
    void a_position_that_is_none_of_this_book_is_told_by_its_name(String since) throws Exception {
        try (var bens = ChatClient.connect(ben)) {
            JsonNode refused = bens.join(project, since);

            assertEquals("Input payload validation failed", refused.path("message").asText());
            assertTrue(refused.path("errors").path("since").asText().startsWith("'since' must be"));
            assertEquals(refused, bens.next("error"));
            assertEquals(1, bens.join(project, "null").size());
        }
    }

    @Test
    void who_is_no_member_is_told_nothing_of_it() throws Exception {
        TestUser eve = server.register("eve");
        try (var annas = ChatClient.connect(anna);
                var eves = ChatClient.connect(eve)) {
            annas.say(project, "secret");

            JsonNode refused = eves.join(project, "0");

            assertEquals("You must be a project's member.", refused.path("message").asText());
            assertEquals(refused, eves.next("error"));
        }
    }

    @Test
    void under_traffic_nothing_is_missed_doubled_or_out_of_order() throws Exception {
        var stopped = new AtomicBoolean();
        var said = new ArrayList<Long>();
        CompletableFuture<?> speaker =
                CompletableFuture.runAsync(
                        () -> {
                            while (!stopped.get()) {
                                said.addAll(sayMany("talk", IN_FLIGHT));
                            }
                        });
        var heard = new ArrayList<Long>();
        for (int round = 0; round < 12; round++) {
            TestUser where = round % 2 == 0 ? ben : ben.at(otherServer.url());
            try (var bens = ChatClient.connect(where)) {
                bens.join(project, Long.toString(heard.isEmpty() ? 0 : heard.getLast()));
                for (int i = 0; i < 40; i++) {
                    heard.add(bens.next("receive_message").path("id").asLong());
                }
            }
        }
        stopped.set(true);
        speaker.get();
        try (var bens = ChatClient.connect(ben)) {
            bens.join(project, Long.toString(heard.getLast()));
            while (heard.getLast() < said.getLast()) {
                heard.add(bens.next("receive_message").path("id").asLong());
            }
        }
        assertEquals(said, heard);
    }

    /** What is kept for somebody at the door is bounded, and their queue is, too. */
    @Test
    void who_reads_slowly_while_much_is_said_gets_it_all() throws Exception {
        String long_ = "x".repeat(9_000);
        var said = new ArrayList<Long>(sayMany(long_, 300));
        try (var bens = RawClient.slow(server.url().getPort())) {
            bens.text("40/ws/messages,{\"token\":\"%s\"}".formatted(ben.token()));
            assertTrue(bens.read().startsWith("40"));
            bens.text(
                    "42/ws/messages,0[\"join_project\",{\"project_id\":%d,\"since\":0}]"
                            .formatted(project));
            var heard = new ArrayList<Long>();
            for (int round = 0; round < 25; round++) {
                said.addAll(sayMany(long_, 20));
                // Half of it: who takes less than 80 KiB in ten seconds is cut.
                for (int i = 0; i < 10; i++) {
                    heard.add(id(bens));
                }
            }
            while (heard.size() < said.size()) {
                heard.add(id(bens));
            }
            assertEquals(said, heard);
        }
    }

    private static long id(RawClient client) {
        try {
            String text = client.read();
            while (!text.contains("receive_message")) {
                assertTrue(text.startsWith("2") || text.startsWith("43"), text);
                text = client.read();
            }
            byte[] json =
                    text.substring("42/ws/messages,".length()).getBytes(StandardCharsets.UTF_8);
            return Json.read(json).path(1).path("id").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> sayMany(String content, int count) {
        try (var annas = ChatClient.connect(anna)) {
            return sayMany(annas, content, count);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some at a time; their ids, in the order of the book. */
    private List<Long> sayMany(ChatClient speaker, String content, int count) throws Exception {
        var places = new Semaphore(IN_FLIGHT);
        var acks = new ArrayList<CompletableFuture<JsonNode>>();
        for (int i : IntStream.range(0, count).toArray()) {
            places.acquire();
            var message = new JSONObject().put("project_id", project).put("content", content + i);
            acks.add(
                    speaker.ask("send_message", message)
                            .orTimeout(3, TimeUnit.MINUTES)
                            .whenComplete((_, _) -> places.release()));
        }
        var ids = new ArrayList<Long>();
        for (var ack : acks) {
            ids.add(ack.get().path("id").asLong());
        }
        return ids;
    }

    private JsonNode private_(ChatClient from, TestUser to, String content) throws Exception {
        return from.send(
                "{\"project_id\": %d, \"receiver_id\": %d, \"content\": \"%s\"}"
                        .formatted(project, to.id(), content));
    }

    private static List<JsonNode> data(List<Heard> heard) {
        return heard.stream().map(Heard::data).toList();
    }
}
