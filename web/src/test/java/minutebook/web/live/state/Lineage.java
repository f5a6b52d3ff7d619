package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A stream and those that go on where it was dropped, as one: what is told comes once, in order.
 *
 * <p>Who did something is not told of it. They take the answer of their own command for an event
 * and put it in its place among the others, by its {@code Event-Position}: else something that was
 * done before, and is told after, would undo it.
 */
final class Lineage {
    private final Screen screen;
    private final NavigableMap<Long, List<Consumer<Screen>>> own = new TreeMap<>();
    private String lastId;
    private long position;

    /**
     * @param lastId what the first block of the stream says
     */
    Lineage(Screen screen, String lastId) {
        this.screen = screen;
        this.lastId = lastId;
        this.position = position(lastId);
    }

    static long position(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
    }

    Screen screen() {
        return screen;
    }

    /** What to come back with. */
    String lastId() {
        return lastId;
    }

    /** All up to here was told, or concerns others. */
    long position() {
        return position;
    }

    /** A block of the stream. */
    void told(String id, String event, JsonNode payload) {
        if (id.isEmpty()) {
            Reducer.apply(screen, event, payload);
        } else if (event.isEmpty()) {
            moveTo(id, 0);
        } else {
            moveTo(id, 1);
            screen.inbox().add(position);
            Reducer.apply(screen, event, payload);
        }
        applyUpTo(position);
    }

    private void moveTo(String id, long byAtLeast) {
        long next = position(id);
        assertTrue(next >= position + byAtLeast, () -> "told " + id + " after " + lastId);
        applyUpTo(next - 1);
        position = next;
        lastId = id;
    }

    /** What the answer of an own command at {@code at} tells. */
    void own(long at, Consumer<Screen> change) {
        own.computeIfAbsent(at, _ -> new ArrayList<>()).add(change);
        applyUpTo(position);
    }

    private void applyUpTo(long last) {
        var those = own.headMap(last, true);
        those.values().forEach(changes -> changes.forEach(it -> it.accept(screen)));
        those.clear();
    }
}
