package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.HostileTalkIT.eventually;
import static minutebook.web.live.socketio.Target.patience;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.Target.Victim;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One client cannot make the others wait, nor the server keep what it will never send. The bare
 * library falls to each.
 */
class OverloadIT {

    @ParameterizedTest
    @EnumSource
    void thousands_of_digits_do_not_keep_others_waiting(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port());
                var other = RawClient.loggedIn(victim.port())) {
            for (int i = 0; i < 4; i++) {
                attacker.text("42" + "9".repeat(48_000) + "[\"echo\"]");
            }
            // Many times, since the first ones may be served before the attack is read.
            long longest = 0;
            for (int i = 0; i < 200; i++) {
                long before = System.nanoTime();
                other.text("42/ws/messages,[\"echo\",\"x\"]");
                other.readUntil("42", 60_000);
                longest = Math.max(longest, System.nanoTime() - before);
            }

            long millis = TimeUnit.NANOSECONDS.toMillis(longest);
            assertEquals(
                    target.falls(), millis > 1_000, () -> "the other waited " + millis + " ms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_small_frame_does_not_unfold_into_a_large_event(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker =
                        RawClient.webSocket(
                                victim.port(),
                                "EIO=4&transport=websocket",
                                "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertEquals(target.falls(), attacker.answer().contains("permessage-deflate"));
            attacker.read();
            attacker.text("40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}");
            attacker.read();
            attacker.frame(
                    0xC1, deflate("42/ws/messages,[\"echo\",\"" + "A".repeat(10_000_000) + "\"]"));

            // It takes seconds even if nobody else wants the processor.
            int seconds = target.falls() ? 60 : 5;
            assertEquals(
                    target.falls(), eventually(() -> victim.heard().contains("echo"), seconds));
        }
    }

    private static byte[] deflate(String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(9, true), 512, true)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void who_does_not_read_is_cut(Target target) throws Exception {
        try (Victim victim = target.start(quicklyStalled());
                var stalled = RawClient.loggedIn(victim.port())) {
            assertTrue(eventually(() -> victim.clients() == 1));
            String news = "n".repeat(50_000);
            for (int i = 0; i < 400; i++) {
                victim.broadcast(news);
            }

            assertEquals(!target.falls(), eventually(() -> victim.clients() == 0, ends(target)));
            assertEquals(!target.falls(), stalled.isClosedWithin(patience(!target.falls())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_only_posts_and_never_polls_is_cut(Target target) throws Exception {
        try (Victim victim = target.start(quicklyStalled())) {
            String query = "EIO=4&transport=polling";
            String sid =
                    RawClient.http(victim.port(), "GET", query, "")
                            .replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
            RawClient.http(
                    victim.port(),
                    "POST",
                    query + "&sid=" + sid,
                    "40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}");
            assertTrue(eventually(() -> victim.clients() == 1));
            victim.broadcast("news");

            assertEquals(!target.falls(), eventually(() -> victim.clients() == 0, ends(target)));
        }
    }

    /** Longer than it takes to log in, even where others use the machine. */
    private static Limits quicklyStalled() {
        return Limits.defaults().stalling(Duration.ofSeconds(3));
    }

    /** In seconds; the bare library waits for ever. */
    private static int ends(Target target) {
        return target.falls() ? 5 : 20;
    }

    @ParameterizedTest
    @EnumSource
    void nobody_waits_for_attachments(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port())) {
            attacker.text("45999-/ws/messages,[\"echo\",{\"_placeholder\":true,\"num\":0}]");
            attacker.frame(0x82, new byte[60_000]);

            assertEquals(!target.falls(), attacker.isClosedWithin(patience(!target.falls())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void garbage_ends_the_session(Target target) throws Exception {
        try (Victim victim = target.start();
                var attacker = RawClient.loggedIn(victim.port())) {
            attacker.text("42/ws/messages,[\"echo\",{{{{{]");

            assertEquals(!target.falls(), attacker.isClosedWithin(patience(!target.falls())));
        }
    }
}
