package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.Target.patience;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import minutebook.web.live.socketio.Target.Victim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client says that has logged in, or is about to, and means no good. */
class HostileTalkIT {

    private static final String CONNECT = "40/ws/messages,{\"token\":\"%s\"}";
    private static final String ECHO = "42/ws/messages,[\"echo\",\"x\"]";

    @ParameterizedTest
    @EnumSource
    void what_is_nested_a_hundred_deep_is_not_read(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port())) {
            attacker.text("42/ws/messages,[\"echo\"," + "[".repeat(100) + "]".repeat(100) + "]");

            attacker.readUntil("42", patience(target.falls()));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_binary_frame_ends_the_session(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port())) {
            attacker.frame(0x82, ECHO.getBytes(StandardCharsets.US_ASCII));

            assertEquals(!target.falls(), attacker.isClosedWithin(patience(!target.falls())));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_an_ack_that_no_number_holds_ends_the_session(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port())) {
            attacker.text("42/ws/messages,99999999999999999999[\"echo\",\"x\"]");

            assertEquals(!target.falls(), attacker.isClosedWithin(patience(!target.falls())));
        }
    }

    // The bare library is said to keep an entry for an ack that comes after the goodbye: not seen.
    @ParameterizedTest
    @EnumSource
    void an_ack_of_what_was_never_asked_leaves_nothing_behind(Target target) throws Exception {
        try (Victim victim = target.start()) {
            try (var attacker = RawClient.loggedIn(victim.port())) {
                attacker.text("43/ws/messages,7[]");
                attacker.text("41/ws/messages,");
                attacker.text("43/ws/messages,8[]");
                attacker.isClosedWithin(200);
            }

            assertTrue(eventually(() -> victim.sessions() == 0 && victim.acks() == 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_is_dismissed_is_not_heard_any_more(Target target) throws Exception {
        try (Victim victim = target.start();
                var client = RawClient.loggedIn(victim.port())) {
            assertTrue(eventually(() -> victim.clients() == 1));
            victim.dismiss();
            client.readUntil("41", patience(true));
            client.text(ECHO);

            assertEquals(!target.falls(), client.isClosedWithin(patience(!target.falls())));
            assertEquals(target.falls(), victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_login_that_takes_its_time_keeps_nobody_waiting(Target target) throws Exception {
        try (Victim victim = target.start();
                var slow = RawClient.open(victim.port());
                var other = RawClient.loggedIn(victim.port())) {
            slow.text(CONNECT.formatted("wait"));

            assertEquals(target.falls(), isSilent(other, patience(!target.falls())));
            victim.letGo();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_listener_that_takes_its_time_keeps_nobody_waiting(Target target) throws Exception {
        try (Victim victim = target.start();
                var slow = RawClient.loggedIn(victim.port());
                var other = RawClient.loggedIn(victim.port())) {
            slow.text("42/ws/messages,[\"wait\",\"x\"]");

            assertEquals(target.falls(), isSilent(other, patience(!target.falls())));
            victim.letGo();
        }
    }

    // Many times, since the first ones may be served before the other is heard.
    private static boolean isSilent(RawClient client, int patienceMillis) throws IOException {
        for (int i = 0; i < 50; i++) {
            client.text(ECHO);
            if (client.readUntil("42", patienceMillis).equals(RawClient.SILENCE)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void who_speaks_in_namespaces_that_are_not_there_is_sent_away(Target target) throws Exception {
        try (Victim victim = target.start();
                var stranger = RawClient.open(victim.port())) {
            for (int i = 0; i < 20; i++) {
                stranger.text("40/nowhere" + i + ",");
            }

            assertEquals(!target.falls(), stranger.isClosedWithin(patience(!target.falls())));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OURS")
    void many_packets_in_one_post_are_not_heard_before_the_login(Target target) throws Exception {
        try (Victim victim = target.start()) {
            String query = "EIO=4&transport=polling";
            String sid = RawClient.sid(RawClient.http(victim.port(), "GET", query, ""));
            String body = CONNECT.formatted("wrong") + "\u001e" + ECHO;
            RawClient.http(victim.port(), "POST", query + "&sid=" + sid, body);

            RawClient.http(victim.port(), "GET", query + "&sid=" + sid, "");
            assertFalse(victim.heard().contains("echo"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_that_nobody_knows_is_told_to_be_so(Target target) throws Exception {
        try (Victim victim = target.start();
                var client = RawClient.loggedIn(victim.port())) {
            for (String name : new String[] {"__proto__", "constructor", "toString", ""}) {
                client.text("42/ws/messages,7[\"" + name + "\",{\"__proto__\":{\"a\":1}}]");
                int patience = target.falls() ? 100 : patience(true);
                String event = client.readUntil("42", patience);
                String ack = client.readUntil("43", patience);

                assertEquals(!target.falls(), event.startsWith("42/ws/messages,[\"error\",{"));
                assertEquals(
                        !target.falls(), ack.contains("Known are: count, dismiss, echo,"), ack);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OURS")
    void a_name_of_a_million_characters_is_not_told_again(Target target) throws Exception {
        try (Victim victim = target.start();
                var client = RawClient.loggedIn(victim.port())) {
            for (String name : new String[] {"e".repeat(1_000_000), "\\ud800", "\\u0000"}) {
                client.text("42/ws/messages,[\"" + name + "\"]");
                String error = client.readUntil("42", patience(true));

                assertTrue(error.contains("\"message\":\"This event is unknown."), error);
            }
            client.text(ECHO);
            assertEquals(ECHO, client.readUntil("42", patience(true)));
            assertFalse(victim.heard().isEmpty());
        }
    }

    static boolean eventually(BooleanSupplier condition) throws InterruptedException {
        return eventually(condition, 20);
    }

    static boolean eventually(BooleanSupplier condition, int seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }
}
