package minutebook.events.book;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** An append that waits for the appender. */
final class Pending {
    private final Append append;
    private final List<EventCodec.Encoded> encoded;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<Appended> result = new CompletableFuture<>();

    Pending(Append append, List<EventCodec.Encoded> encoded) {
        this.append = append;
        this.encoded = encoded;
    }

    Append append() {
        return append;
    }

    List<EventCodec.Encoded> encoded() {
        return encoded;
    }

    /** The streams that it writes to, and those of which it expects a version. */
    Set<String> streams() {
        var streams = new HashSet<String>();
        encoded.forEach(each -> streams.add(each.event().stream().name()));
        append.expected().keySet().forEach(each -> streams.add(each.name()));
        return streams;
    }

    /** The size of its events' data. */
    long characters() {
        return encoded.stream().mapToLong(each -> each.data().length()).sum();
    }

    CompletableFuture<Appended> result() {
        return result;
    }

    /** The appender takes it up; false: its caller gave up before. */
    boolean take() {
        return decided.compareAndSet(false, true);
    }

    /** Its caller gives up; false: the appender has it, and what becomes of it is not known. */
    boolean cancel() {
        return decided.compareAndSet(false, true);
    }
}
