package minutebook.web.live.engine;

import java.time.Duration;

/**
 * How much of the server one client, and all of them together, may take. Whoever goes beyond is
 * sent away alone.
 *
 * @param packetBytesMaxBeforeLogin the longest packet of somebody who has not logged in (contract
 *     4.2)
 * @param packetBytesMax the longest packet afterwards (contract 4.2); a file of 10 MB as a data URL
 *     fits
 * @param packetsMaxBeforeLogin how many packets somebody may send before they have logged in
 * @param packetBurstMax how many packets a client may send at once
 * @param packetsPerSecondMax how many it may send in the long run
 * @param strangersMax how many sessions may exist that have not logged in; a further one gets a 503
 * @param strangersPerAddressMax how many of them one client's address may have; a further one gets
 *     a 429
 * @param largeBytesMax the memory for messages over 64 KiB that are being read and handled, of all
 *     clients together
 * @param outboundBytesMax the memory for what waits to be sent to all clients together; beyond it,
 *     those who hold most and have been behind for longest are cut
 * @param queueBytesMax what may wait to be sent to one client; at least two of the longest packets
 * @param queuePacketsMax how many packets may wait to be sent to one client
 * @param loginWithin after this a session that has not logged in ends
 * @param stalledAfter a client that reads nothing of what waits for it for so long is cut
 * @param messageWithin a message must arrive whole in this time
 * @param upgradeWithin a probing WebSocket must have become the session's transport in this time
 * @param closeWithin what a closing session still has to say must be said in this time
 * @param pingEvery a client is pinged so often
 * @param pongWithin and is gone if nothing is heard from it for so long after a ping
 */
public record Limits(
        int packetBytesMaxBeforeLogin,
        int packetBytesMax,
        int packetsMaxBeforeLogin,
        int packetBurstMax,
        int packetsPerSecondMax,
        int strangersMax,
        int strangersPerAddressMax,
        long largeBytesMax,
        long outboundBytesMax,
        long queueBytesMax,
        int queuePacketsMax,
        Duration loginWithin,
        Duration stalledAfter,
        Duration messageWithin,
        Duration upgradeWithin,
        Duration closeWithin,
        Duration pingEvery,
        Duration pongWithin) {

    private static final int MIB = 1024 * 1024;

    public Limits {
        if (queueBytesMax < 2L * packetBytesMax) {
            throw new IllegalArgumentException(
                    "queueBytesMax %d is less than two packets of %d"
                            .formatted(queueBytesMax, packetBytesMax));
        }
        if (largeBytesMax < packetBytesMax) {
            throw new IllegalArgumentException(
                    "largeBytesMax %d is less than one packet of %d"
                            .formatted(largeBytesMax, packetBytesMax));
        }
    }

    /** The same, but pinging so often, and so patient with the answer. */
    public Limits pinging(Duration every, Duration within) {
        return with(strangersMax, strangersPerAddressMax, loginWithin, stalledAfter, every, within);
    }

    /** The same, but so patient with who does not read. */
    public Limits stalling(Duration after) {
        return with(
                strangersMax, strangersPerAddressMax, loginWithin, after, pingEvery, pongWithin);
    }

    /** The same, but so patient with who has not logged in. */
    public Limits loggingIn(Duration within) {
        return with(
                strangersMax, strangersPerAddressMax, within, stalledAfter, pingEvery, pongWithin);
    }

    /** The same, but with so many places for strangers, and so many of them for one address. */
    public Limits strangers(int all, int perAddress) {
        return with(all, perAddress, loginWithin, stalledAfter, pingEvery, pongWithin);
    }

    /** The same, but one address may have the places of all strangers. */
    public Limits forAnyAddress() {
        return strangers(strangersMax, strangersMax);
    }

    private Limits with(
            int strangers,
            int strangersPerAddress,
            Duration login,
            Duration stalled,
            Duration ping,
            Duration pong) {
        return new Limits(
                packetBytesMaxBeforeLogin,
                packetBytesMax,
                packetsMaxBeforeLogin,
                packetBurstMax,
                packetsPerSecondMax,
                strangers,
                strangersPerAddress,
                largeBytesMax,
                outboundBytesMax,
                queueBytesMax,
                queuePacketsMax,
                login,
                stalled,
                messageWithin,
                upgradeWithin,
                closeWithin,
                ping,
                pong);
    }

    /**
     * 16 KiB and 8 packets before login, 14 MiB after; 1,000 packets at once and 200/s; 2,000
     * strangers, 200 of them of one address, which is an office whose clients all come back at once
     * and are strangers for a moment; an eighth of the heap, at least 64 MiB, for large messages on
     * their way in, and as much for all on their way out; 32 MiB and 2,000 packets of queue; 10 s
     * to log in, to read, to upgrade; 2 min for a message; 5 s to close; a ping every 25 s, to be
     * answered in 20 s.
     */
    public static Limits defaults() {
        long eighthOfHeap = Math.max(64L * MIB, Runtime.getRuntime().maxMemory() / 8);
        return new Limits(
                16 * 1024,
                14 * MIB,
                8,
                1_000,
                200,
                2_000,
                200,
                eighthOfHeap,
                eighthOfHeap,
                32L * MIB,
                2_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(25),
                Duration.ofSeconds(20));
    }
}
