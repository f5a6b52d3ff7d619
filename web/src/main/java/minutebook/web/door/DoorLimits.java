package minutebook.web.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How much one connection, one address, and all of them together may take, before anybody knows who
 * they are.
 *
 * @param requestLineBytesMax a longer first line is answered 414
 * @param headBytesMax a longer head is answered 431
 * @param headerLinesMax a head of more lines is answered 431
 * @param bodyBytesMax a longer body is answered 413; routes allow less
 * @param headWithin from the first byte of a head to its last; longer is answered 408
 * @param idleMax a connection that nothing is asked on is closed after so long
 * @param bodyGrace how long a body may keep the server waiting
 * @param bodyBytesPerSecondMin and, for each so many bytes that have come, one second more
 * @param stalledAfter who takes nothing of what is written to them for so long is cut
 * @param connectionsMax how many connections there may be; a further one is answered 503
 * @param connectionsPerAddressMax how many of them one client's address may have
 */
public record DoorLimits(
        int requestLineBytesMax,
        int headBytesMax,
        int headerLinesMax,
        long bodyBytesMax,
        Duration headWithin,
        Duration idleMax,
        Duration bodyGrace,
        int bodyBytesPerSecondMin,
        Duration stalledAfter,
        int connectionsMax,
        int connectionsPerAddressMax) {

    private static final int KIB = 1024;

    /** Beside connections, the files that the server has open: its jars, the database's sockets. */
    private static final int OTHER_FILES = 500;

    /** Each takes some 25 kB: half a gigabyte. */
    private static final int CONNECTIONS_WANTED = 20_000;

    /**
     * 4 KiB for the first line, which may hold a token; 16 KiB and 100 lines for a head, as other
     * servers allow; 16 MiB for a body, so that a Socket.IO packet of 14 MiB fits; 10 s for a head;
     * 30 s of idleness; 20 s for a body, and a second more for each KiB, which the worst telephone
     * manages; 10 s for a reader that does not read; 20,000 connections, or what the limit of open
     * files allows, since a listener that runs into that limit ends; half of them for one address,
     * since many people may share it.
     */
    public static DoorLimits defaults() {
        int files = filesMax();
        // Where there are few, half of them: the listener must never be the one who finds none.
        int connections = Math.min(CONNECTIONS_WANTED, Math.max(files / 2, files - OTHER_FILES));
        return new DoorLimits(
                4 * KIB,
                16 * KIB,
                100,
                16L * KIB * KIB,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                KIB,
                Duration.ofSeconds(10),
                connections,
                connections / 2);
    }

    /** The same, but one address may have all connections. */
    public DoorLimits forAnyAddress() {
        return new DoorLimits(
                requestLineBytesMax,
                headBytesMax,
                headerLinesMax,
                bodyBytesMax,
                headWithin,
                idleMax,
                bodyGrace,
                bodyBytesPerSecondMin,
                stalledAfter,
                connectionsMax,
                connectionsMax);
    }

    private static int filesMax() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                ? Math.clamp(os.getMaxFileDescriptorCount(), 2, 1_000_000)
                : CONNECTIONS_WANTED + OTHER_FILES;
    }
}
