package minutebook.web.live.chat;

import java.util.List;
import minutebook.web.live.chat.Room.UserOnly;

/** What became of somebody at a room's door. */
sealed interface Entrance {

    /** They are in, and those are who is there, they themselves included. */
    record Entered(List<UserOnly> users) implements Entrance {}

    /** They were put away meanwhile: removed from the project, or it was deleted. */
    record PutAway() implements Entrance {}

    /**
     * More was said meanwhile than was kept for them: all up to {@code head} is to be read, and
     * what is behind is being kept again.
     */
    record NotYet(long head) implements Entrance {}
}
