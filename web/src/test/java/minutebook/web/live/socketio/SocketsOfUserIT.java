package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.HostileTalkIT.eventually;
import static minutebook.web.live.socketio.RawClient.PATIENCE_MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.book.ClaimKeys;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.web.access.Caller;
import minutebook.web.door.ClientAddress;
import minutebook.web.live.CountedLogin;
import minutebook.web.live.engine.Limits;
import minutebook.web.throttle.Throttle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How many sockets one user may have. */
class SocketsOfUserIT {

    private static final int MANY = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void one_too_many_is_told_so_until_another_has_gone() throws Exception {
        try (var server = new EchoServer(Limits.defaults(), new CountedLogin(this::judge, on()));
                var sockets = new Crowd()) {
            RawClient first = sockets.add(connect(server, "1"));
            for (int i = 1; i < MANY; i++) {
                sockets.add(connect(server, "1"));
            }
            assertTrue(eventually(() -> server.clients() == MANY));

            String refusal = sockets.add(connect(server, "1")).readUntil("44", PATIENCE_MILLIS);
            assertEquals(
                    "44/ws/messages,{\"message\":\"You have too many sockets open: close one, and try again.\"}",
                    refusal);
            assertTrue(
                    sockets.add(connect(server, "2"))
                            .readUntil("40", PATIENCE_MILLIS)
                            .startsWith("40"));

            first.close();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!isWelcome(sockets.add(connect(server, "1")))) {
                assertTrue(System.nanoTime() < until, "its place is not free");
            }
        }
    }

    private static boolean isWelcome(RawClient client) throws IOException {
        return client.readUntil("40", PATIENCE_MILLIS).startsWith("40");
    }

    private static RawClient connect(EchoServer server, String user) throws Exception {
        RawClient client = RawClient.open(server.port());
        client.text("40/ws/messages,{\"token\":\"" + user + "\"}");
        return client;
    }

    private Login.Verdict judge(@Nullable String bearer, Object auth) {
        long user = Long.parseLong(String.valueOf(bearer));
        return new Login.Verdict.Accepted(
                new Caller(new UserId(user), new UUID(0, user), 1, Instant.MAX));
    }

    private static Throttle on() {
        return new Throttle(
                true,
                new ClientAddress(List.of()),
                new ClaimKeys(new byte[32]),
                List.of(new ServerKey(new UUID(0, 1), new byte[32], Duration.ZERO)),
                false,
                TimeMeter.SYSTEM_NANOTIME,
                Clock.systemUTC());
    }
}
