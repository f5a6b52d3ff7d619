package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.HostileTalkIT.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.socketio.Target.Victim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every attack in turn, while somebody talks who means well. Of each the best of some rounds
 * counts, since others use the machine too; a round has the whole attack, so what freezes all does
 * so in each.
 */
class OthersDoNotWaitIT {

    private static final int ROUNDS_MAX = 8;
    private static final long LONGER_MILLIS_MAX = 50;
    private static final long KEPT_BYTES_MAX = 6 << 20;
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void no_ack_takes_50_ms_longer_and_all_memory_comes_back() throws Exception {
        try (var server = new EchoServer(manyPackets());
                var honest = RawClient.loggedIn(server.port())) {
            long quiet = longestAckInQuiet(honest);
            Map<Attack, Long> longest = new EnumMap<>(Attack.class);
            // Once before the memory is looked at: the code takes some too.
            attackAll(server, honest, quiet, longest);
            long before = heap();
            attackAll(server, honest, quiet, longest);
            long kept = heap() - before;

            longest.forEach(
                    (attack, millis) ->
                            assertTrue(
                                    millis < longestMax(quiet),
                                    () -> attack + ": " + millis + " ms, usually " + quiet));
            assertTrue(eventually(() -> server.sessions() == 1));
            assertEquals(0, server.socketIo.strangers());
            assertTrue(eventually(() -> server.socketIo.outboundBytes() == 0));
            assertTrue(eventually(() -> server.socketIo.inboundBytes() == 0));
            assertTrue(kept < KEPT_BYTES_MAX, () -> "kept " + kept + " bytes");
        }
    }

    private static void attackAll(
            Victim victim, RawClient honest, long quiet, Map<Attack, Long> longest)
            throws Exception {
        for (Attack attack : Attack.values()) {
            long millis = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS_MAX && millis >= longestMax(quiet); i++) {
                long longestOfRound = longestAck(victim, honest, attack);
                assertTrue(longestOfRound < PATIENCE_MILLIS, () -> attack + " silenced it");
                millis = Math.min(millis, longestOfRound);
            }
            longest.merge(attack, millis, Math::min);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIGITS", "COMPRESSED"})
    void on_the_bare_library_they_wait(Attack attack) throws Exception {
        try (Victim bare = Target.BARE.start();
                var honest = RawClient.loggedIn(bare.port())) {
            long quiet = longestAckInQuiet(honest);
            long millis = longestAck(bare, honest, attack);

            assertTrue(millis > quiet + LONGER_MILLIS_MAX, () -> millis + " ms, usually " + quiet);
        }
    }

    /** Where acks take their time anyway, there are longer ones among many more. */
    private static long longestMax(long quiet) {
        return Math.max(quiet + LONGER_MILLIS_MAX, 2 * quiet);
    }

    private static long longestAckInQuiet(RawClient honest) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, longestAck(honest, CompletableFuture.completedFuture(null)));
        }
        return best;
    }

    private static long longestAck(Victim victim, RawClient honest, Attack attack)
            throws Exception {
        try (var attackers = new Crowd()) {
            var attacking =
                    CompletableFuture.runAsync(
                            () -> begin(attack, victim, attackers), Thread::startVirtualThread);
            long millis = longestAck(honest, attacking);
            attacking.join();
            return millis;
        }
    }

    private static void begin(Attack attack, Victim victim, Crowd attackers) {
        try {
            attack.begin(victim.port(), attackers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of 30 acks, and of all meanwhile, or the whole patience where one does not come. */
    private static long longestAck(RawClient honest, Future<?> meanwhile) throws Exception {
        long longest = 0;
        for (int i = 0; i < 30 || !meanwhile.isDone(); i++) {
            long before = System.nanoTime();
            honest.text("42/ws/messages,1[\"echo\",\"x\"]");
            String ack = honest.readUntil("43", PATIENCE_MILLIS);
            if (ack.equals(RawClient.SILENCE)) {
                return PATIENCE_MILLIS;
            }
            longest = Math.max(longest, System.nanoTime() - before);
            assertTrue(ack.startsWith("43/ws/messages,1["), ack);
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    /** The limits of the house, but the honest one asks as fast as it can. */
    private static Limits manyPackets() {
        Limits usual = Limits.defaults();
        return new Limits(
                usual.packetBytesMaxBeforeLogin(),
                usual.packetBytesMax(),
                usual.packetsMaxBeforeLogin(),
                1_000_000,
                1_000_000,
                usual.strangersMax(),
                usual.strangersPerAddressMax(),
                usual.largeBytesMax(),
                usual.outboundBytesMax(),
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

    private static long heap() throws Exception {
        var runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        // What has only just gone may be held by a thread that is about to end.
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
