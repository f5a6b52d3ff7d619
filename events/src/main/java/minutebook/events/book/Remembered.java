package minutebook.events.book;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the appender knows without looking: how its last batch left the book, which holds until
 * anybody else changes the head. Only versions, since streams go on and on, while each claim and
 * each repeatable command is another one. Bounded; for the appender's thread.
 */
final class Remembered {
    /** Of some 150 bytes each. */
    private static final int STREAMS_MAX = 16_384;

    private final Map<String, Long> versions =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > STREAMS_MAX;
                }
            };

    private Batch.@Nullable Head head;

    /** Where things stand if nobody else wrote since. Empty: that must be looked up. */
    Optional<Batch.Standing> standing(List<Pending> appends) {
        Batch.Head known = head;
        if (known == null) {
            return Optional.empty();
        }
        var found = new HashMap<String, Long>();
        for (Pending each : appends) {
            if (asksForMore(each.append()) || !find(each.streams(), found)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Batch.Standing(known, found, Map.of(), Set.of(), Map.of()));
    }

    private static boolean asksForMore(Append append) {
        return append.commandId().isRepeatable()
                || !append.claims().isEmpty()
                || append.notJoined() != null;
    }

    private boolean find(Set<String> streams, Map<String, Long> found) {
        for (String stream : streams) {
            Long version = versions.get(stream);
            if (version == null) {
                return false;
            }
            found.put(stream, version);
        }
        return true;
    }

    /** A batch was written, and left the book like this. */
    void wrote(Batch batch, Batch.Head after) {
        if (head == null || !Objects.equals(head.token(), batch.before().token())) {
            versions.clear();
        }
        versions.putAll(batch.versions());
        head = after;
    }

    /** Nothing is known any more. */
    void forget() {
        head = null;
    }
}
