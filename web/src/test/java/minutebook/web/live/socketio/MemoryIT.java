package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.HostileTalkIT.eventually;
import static minutebook.web.live.socketio.RawClient.PATIENCE_MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.Target.Victim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All clients together take no more memory than they may, and nobody takes it all. */
class MemoryIT {

    private static final int MIB = 1024 * 1024;
    private static final String POLL = "EIO=4&transport=polling";
    private static final String CONNECT = "40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}";
    private static final String NEWS = "42/ws/messages,[\"news\",";

    @ParameterizedTest
    @EnumSource
    void strangers_of_one_address_take_the_places_of_no_others(Target target) throws Exception {
        // None is to go while the others come.
        Limits patient = Limits.defaults().loggingIn(Duration.ofMinutes(2));
        try (Victim victim = target.start(patient)) {
            int opened = 0;
            for (int i = 0; i < 250; i++) {
                opened += opens(victim, "203.0.113.7") ? 1 : 0;
            }

            assertEquals(target.falls() ? 250 : 200, opened);
            assertEquals(opened, victim.sessions());
            assertTrue(opens(victim, "203.0.113.8"));
            RawClient.loggedIn(victim.port()).close();
        }
    }

    @Test
    void an_address_is_told_that_its_places_are_taken_and_all_that_theirs_are() throws Exception {
        try (var server = new EchoServer(Limits.defaults().strangers(5, 3))) {
            for (int i = 0; i < 3; i++) {
                assertOpens(200, server, "2001:db8:0:1::" + i);
            }
            assertOpens(429, server, "2001:db8:0:1:ffff::");

            assertOpens(200, server, "2001:db8:0:2::1");
            assertOpens(200, server, "203.0.113.1");
            assertOpens(503, server, "203.0.113.2");
        }
    }

    private static void assertOpens(int status, EchoServer server, String address)
            throws Exception {
        String from = "X-Forwarded-For: " + address;
        String answer = RawClient.http(server.port(), "GET", POLL, "", from);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertEquals(status != 200, answer.contains("\r\nRetry-After: 5\r\n"), answer);
    }

    private static boolean opens(Victim victim, String address) throws Exception {
        String from = "X-Forwarded-For: " + address;
        return RawClient.http(victim.port(), "GET", POLL, "", from).startsWith("HTTP/1.1 200");
    }

    @Test
    void an_event_for_many_is_in_memory_once() throws Exception {
        try (var server = new EchoServer(outward(30 * MIB));
                var readers = new Crowd()) {
            for (int i = 0; i < 10; i++) {
                readers.add(RawClient.loggedIn(server.port()));
            }
            assertTrue(eventually(() -> server.clients() == 10));

            // 200 MB, if each had its own.
            for (int i = 0; i < 5; i++) {
                server.broadcast("n".repeat(4 * MIB));
            }

            assertTrue(server.socketIo.outboundBytes() < 21 * MIB);
            for (RawClient reader : readers) {
                for (int i = 0; i < 5; i++) {
                    assertEquals(4 * MIB, reader.readUntil(NEWS, PATIENCE_MILLIS).length() - 26);
                }
            }
            assertTrue(eventually(() -> server.socketIo.outboundBytes() == 0));
        }
    }

    @Test
    void those_who_hold_much_and_do_not_read_are_cut_for_the_others() throws Exception {
        try (var server = new EchoServer(outward(20 * MIB));
                var stalled = new Crowd()) {
            for (int i = 0; i < 6; i++) {
                stalled.add(RawClient.loggedIn(server.port()));
            }
            try (var reader = RawClient.loggedIn(server.port())) {
                assertTrue(eventually(() -> server.clients() == 7));
                var reads = List.copyOf(server.clients).getLast();

                // Each its own, and more together than may wait.
                String text = "n".repeat(8 * MIB);
                for (var client : List.copyOf(server.clients)) {
                    SocketIo.send(client, Encoded.event("news", new TextNode(text)));
                    assertTrue(server.socketIo.outboundBytes() <= 20 * MIB);
                }

                assertTrue(reader.readUntil(NEWS, PATIENCE_MILLIS).startsWith(NEWS));
                assertTrue(eventually(() -> server.clients() < 5), "they are cut");
                assertTrue(server.clients.contains(reads), "the one that reads is not");
                reader.text("42/ws/messages,[\"echo\",\"x\"]");
                assertTrue(reader.readUntil("42", PATIENCE_MILLIS).endsWith("[\"echo\",\"x\"]"));
            }
        }
    }

    @Test
    void who_begins_large_packets_and_stalls_keeps_no_memory_from_others() throws Exception {
        try (var server = new EchoServer(inward(32 * MIB));
                var stalled = new Crowd()) {
            for (int i = 0; i < 2; i++) {
                stalled.add(beginsFrame(server));
                stalled.add(beginsPost(server));
            }
            assertTrue(eventually(() -> server.socketIo.inboundBytes() > 26 * MIB));

            try (var honest = RawClient.loggedIn(server.port())) {
                String file = "f".repeat(10 * MIB);
                honest.text("42/ws/messages,7[\"echo\",\"" + file + "\"]");

                assertTrue(honest.readUntil("43/ws/messages,7", 60_000).endsWith(file + "\"]"));
                // Those who were not in the way go on.
                assertFalse(server.socketIo.sessions() < 2);
            }
        }
    }

    /** Of 14 MB, a little. */
    private static RawClient beginsFrame(EchoServer server) throws Exception {
        RawClient client = RawClient.loggedIn(server.port());
        client.send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, (byte) 0xE0, 0, 0});
        client.send(new byte[10_000]);
        return client;
    }

    private static RawClient beginsPost(EchoServer server) throws Exception {
        String sid = RawClient.sid(RawClient.http(server.port(), "GET", POLL, ""));
        String query = POLL + "&sid=" + sid;
        RawClient.http(server.port(), "POST", query, CONNECT);
        RawClient.http(server.port(), "GET", query, "");
        var client = new RawClient(server.port());
        client.send(
                """
                POST /socket.io/?%s HTTP/1.1\r
                Host: h\r
                Content-Type: text/plain\r
                Content-Length: 14000000\r
                \r
                4"""
                        .formatted(query)
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static Limits outward(long bytes) {
        // Who reads only when it is their turn is not to be cut for it.
        return limits(Limits.defaults().largeBytesMax(), bytes).stalling(Duration.ofMinutes(1));
    }

    private static Limits inward(long bytes) {
        return limits(bytes, Limits.defaults().outboundBytesMax());
    }

    private static Limits limits(long inward, long outward) {
        Limits usual = Limits.defaults();
        return new Limits(
                usual.packetBytesMaxBeforeLogin(),
                usual.packetBytesMax(),
                usual.packetsMaxBeforeLogin(),
                usual.packetBurstMax(),
                usual.packetsPerSecondMax(),
                usual.strangersMax(),
                usual.strangersPerAddressMax(),
                inward,
                outward,
                usual.queueBytesMax(),
                usual.queuePacketsMax(),
                usual.loginWithin(),
                usual.stalledAfter(),
                usual.messageWithin(),
                usual.upgradeWithin(),
                usual.closeWithin(),
                usual.pingEvery(),
                usual.pongWithin());
    }
}
