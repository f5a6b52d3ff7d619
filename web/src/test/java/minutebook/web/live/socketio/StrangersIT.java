package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.Target.patience;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.IntStream;
import minutebook.web.live.socketio.Target.Victim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strangers are neither let in nor heard. Each attack is made on the bare library too, which falls
 * to it: so a test that passes here is known to be able to fail.
 *
 * <p>Where each known defect of netty-socketio 2.0.14 is tested; on both targets, where nothing
 * else is said:
 *
 * <ul>
 *   <li>Login: skipped without auth, after a denial, by an older protocol, in the default
 *       namespace, by a chosen session id, the secret told again, foreign origins, handshakes that
 *       leave something behind, a second CONNECT: here. A login or a listener that blocks others:
 *       {@link HostileTalkIT}.
 *   <li>Digits, compressed bombs, readers that do not read, polls that are never fetched,
 *       attachments, garbage: {@link OverloadIT}. That others do not wait meanwhile: {@link
 *       OthersDoNotWaitIT}, where the bare library falls to digits and compression.
 *   <li>Nesting, binary, ids of acks that are no number, dismissal that is none, unknown and
 *       endless namespaces and names: {@link HostileTalkIT}. An ack after the goodbye keeps nothing
 *       there either: not reproduced.
 *   <li>Strangers without end: {@link MemoryIT}; there, on ours alone, what waits for all clients
 *       and large packets that are begun and left, of which the bare library has no bound at all.
 *   <li>Half frames, slow heads and bodies, guessed sessions, upgrades that fail, order and loss by
 *       polling, goodbye at the stop: on ours alone ({@link EndpointIT}, {@link JavaClientIT}, and
 *       the door's own tests), since they are promises of our transport.
 *   <li>Does not apply: TLS settings (a proxy's affair), stores for several nodes (each follows the
 *       book), encoding once per recipient (a matter of speed, not of attacks).
 * </ul>
 */
class StrangersIT {

    private static final String EVENT = "42/ws/messages,[\"echo\",\"x\"]";

    @ParameterizedTest
    @EnumSource
    void an_event_after_a_CONNECT_without_auth_is_not_heard(Target target) throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.open(victim.port())) {
            stranger.text("40/ws/messages");
            stranger.text(EVENT);

            stranger.readUntil("42", patience(target.falls()));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_after_a_denial_is_not_heard(Target target) throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.open(victim.port())) {
            stranger.text("40/ws/messages,{\"token\":\"wrong\"}");
            assertTrue(stranger.readUntil("44/ws/messages,", patience(true)).startsWith("44"));
            stranger.text(EVENT);

            stranger.readUntil("42", patience(target.falls()));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_was_denied_hears_no_broadcast(Target target) throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.open(victim.port())) {
            stranger.text("40/ws/messages,{\"token\":\"wrong\"}");
            stranger.readUntil("44/ws/messages,", patience(true));
            victim.broadcast("secret");

            assertEquals(
                    target.falls(),
                    stranger.readUntil("42", patience(target.falls())).contains("secret"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_older_protocol_does_not_get_round_the_login(Target target) throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.webSocket(victim.port(), "EIO=3&transport=websocket")) {
            String answer = stranger.answer();
            stranger.text("40/ws/messages");
            stranger.text(EVENT);

            stranger.readUntil("42", patience(target.falls()));
            assertEquals(target.falls(), victim.heard().contains("echo"));
            assertEquals(
                    target.falls(),
                    !answer.endsWith("{\"code\":5,\"message\":\"Unsupported protocol version\"}"),
                    answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_in_the_default_namespace_is_not_heard_without_any_CONNECT(Target target)
            throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.open(victim.port())) {
            stranger.text("42[\"echo\",\"x\"]");

            stranger.readUntil("42", patience(target.falls()));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_chooses_a_session_id_by_cookie(Target target) throws Exception {
        assertEquals(target.falls(), takes(target, "Cookie: io="));
    }

    @ParameterizedTest
    @EnumSource
    void nobody_chooses_a_session_id_by_header(Target target) throws Exception {
        assertEquals(target.falls(), takes(target, "io: "));
    }

    private static boolean takes(Target target, String header) throws Exception {
        try (Victim victim = target.start()) {
            String chosen = UUID.randomUUID().toString();
            return RawClient.http(
                            victim.port(), "GET", "EIO=4&transport=polling", "", header + chosen)
                    .contains(chosen);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_secret_of_a_session_is_not_told_again_in_the_answer_to_CONNECT(Target target)
            throws Exception {
        try (Victim victim = target.start();
                var client = RawClient.webSocket(victim.port(), "EIO=4&transport=websocket")) {
            client.answer();
            String secret = client.read().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
            client.text("40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}");

            assertEquals(target.falls(), client.readUntil("40", patience(true)).contains(secret));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_a_foreign_origin_is_told_nothing(Target target) throws Exception {
        try (Victim victim = target.start()) {
            String answer =
                    RawClient.http(
                            victim.port(),
                            "GET",
                            "EIO=4&transport=polling",
                            "",
                            "Origin: https://evil.example");

            assertEquals(target.falls(), answer.startsWith("HTTP/1.1 200"), answer);
            assertEquals(target.falls(), answer.contains("https://evil.example"), answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_a_foreign_origin_opens_no_WebSocket(Target target) throws Exception {
        try (Victim victim = target.start();
                var page =
                        RawClient.webSocket(
                                victim.port(),
                                "EIO=4&transport=websocket",
                                "Origin: https://evil.example")) {
            assertEquals(target.falls(), page.answer().startsWith("HTTP/1.1 101"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void requests_that_open_nothing_leave_nothing_behind(Target target) throws Exception {
        try (Victim victim = target.start()) {
            for (String method : new String[] {"OPTIONS", "POST", "PUT"}) {
                for (int i = 0; i < 20; i++) {
                    send(victim, method);
                }
            }
            assertEquals(
                    target.falls(), victim.sessions() > 0, () -> victim.sessions() + " sessions");
        }
    }

    private static void send(Victim victim, String method) throws IOException {
        try (var client = new RawClient(victim.port())) {
            client.request(method, "EIO=4&transport=polling", "");
            client.in().read();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_WebSocket_of_an_unknown_version_leaves_nothing_behind(Target target) throws Exception {
        try (Victim victim = target.start()) {
            for (int i = 0; i < 20; i++) {
                try (var client =
                        RawClient.webSocket(
                                victim.port(),
                                "EIO=4&transport=websocket",
                                "Sec-WebSocket-Version: 99")) {
                    client.in().read();
                }
            }
            assertEquals(
                    target.falls(), victim.sessions() > 0, () -> victim.sessions() + " sessions");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_CONNECT_is_enough(Target target) throws Exception {
        try (Victim victim = target.start();
                var client = RawClient.loggedIn(victim.port())) {
            for (int i = 0; i < 4; i++) {
                client.text("40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}");
            }
            long welcomes = IntStream.range(0, 4).filter(i -> isWelcome(client, target)).count();

            assertEquals(target.falls() ? 4 : 0, welcomes);
        }
    }

    private static boolean isWelcome(RawClient client, Target target) {
        try {
            return client.readUntil("40", patience(target.falls())).startsWith("40");
        } catch (IOException e) {
            return false;
        }
    }
}
