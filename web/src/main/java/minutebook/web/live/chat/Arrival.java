package minutebook.web.live.chat;

import java.util.ArrayList;
import java.util.List;
import minutebook.web.live.socketio.Encoded;

/**
 * A guest at the door of a room, and what is said inside meanwhile, for those who are first told
 * what they missed before. What is kept is bounded: beyond that it is read like all the rest.
 */
final class Arrival {
    private static final int MESSAGES_MAX = 1_000;
    private static final long BYTES_MAX = 4L << 20;

    private final boolean replays;
    private final List<Said> kept = new ArrayList<>();
    private long bytes;
    private boolean overflowed;

    /** A message on its way out. */
    record Said(long position, Encoded event) {}

    /**
     * @param replays whether to keep what is said; else nothing of it concerns them
     */
    Arrival(boolean replays) {
        this.replays = replays;
    }

    /** Whether the guest is being told what they missed, and so hears nothing of what is new. */
    boolean replays() {
        return replays;
    }

    void keep(Said said) {
        if (kept.size() < MESSAGES_MAX && bytes + said.event().size() <= BYTES_MAX) {
            kept.add(said);
            bytes += said.event().size();
        } else {
            overflow();
        }
    }

    /** Something was said, and is not kept. */
    void overflow() {
        overflowed = true;
    }

    /** More was said than was kept. */
    boolean overflowed() {
        return overflowed;
    }

    /** What was kept, in order, without what was told up to {@code position} in another way. */
    List<Said> after(long position) {
        return kept.stream().filter(said -> said.position() > position).toList();
    }
}
