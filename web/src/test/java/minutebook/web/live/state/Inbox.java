package minutebook.web.live.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The newest notifications of an inbox, and how many of all are unread. */
final class Inbox {
    /** As many as one page may have. */
    static final int PAGE = 100;

    private final NavigableMap<Long, Boolean> read = new TreeMap<>();
    private long unreadBefore;

    /** What a page of the inbox shows. */
    record View(long unread, List<String> newest) {}

    /** Of {@code GET /api/v1/notifications}, its first page. */
    static Inbox of(JsonNode page) {
        var inbox = new Inbox();
        page.path("data")
                .forEach(
                        it ->
                                inbox.read.put(
                                        Lineage.position(it.path("id").asText()),
                                        it.path("read").asBoolean()));
        inbox.unreadBefore = page.path("unread").asLong() - inbox.unread();
        return inbox;
    }

    /** One that was fetched before it was told is the same one. */
    void add(long position) {
        read.putIfAbsent(position, false);
    }

    void markRead(long upTo) {
        if (!read.isEmpty() && upTo >= read.firstKey()) {
            unreadBefore = 0;
        }
        read.headMap(upTo, true).replaceAll((_, _) -> true);
    }

    /** Where its newest ones stand, the newest first. */
    List<Long> positions() {
        return List.copyOf(read.descendingKeySet());
    }

    View view() {
        return new View(
                unreadBefore + unread(),
                read.descendingMap().entrySet().stream()
                        .limit(PAGE)
                        .map(it -> it.getKey() + (it.getValue() ? " read" : ""))
                        .toList());
    }

    private long unread() {
        return read.values().stream().filter(it -> !it).count();
    }
}
