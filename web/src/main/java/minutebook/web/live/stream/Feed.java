package minutebook.web.live.stream;

import minutebook.web.access.Caller;
import minutebook.web.live.presence.Place;

/** What a stream tells. Thread-safe. */
public interface Feed {

    /** All that is told behind position {@code after}, be it long ago. To be closed. */
    Telling subscribe(Caller caller, long after);

    /** Where a reader is by it. */
    Place place();

    /** After which position a reader begins who has heard of none. */
    default long start(long head) {
        return head;
    }
}
