package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.StreamSupport;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.Notices.Told;
import minutebook.web.soak.check.StreamHistory.Block;
import minutebook.web.soak.check.StreamHistory.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Holds one client's stream against the book: from where it began, all that its user is to be told,
 * each once, in order, to the letter, and nothing else. For one history.
 */
public final class StreamCheck {
    private final Expectations expectations;
    private final StreamHistory history;
    private final NavigableMap<Long, Told> told;
    private final List<Difference> differences = new ArrayList<>();
    private @Nullable Sequence sequence;

    private StreamCheck(Expectations expectations, StreamHistory history) {
        this.expectations = expectations;
        this.history = history;
        told = expectations.notices().to(history.user());
    }

    /**
     * The differences, in the order in which the client met them.
     *
     * @param end a position that the client was waited for
     */
    public static List<Difference> of(Expectations expectations, StreamHistory history, long end) {
        var check = new StreamCheck(expectations, history);
        history.connections().forEach(check::connection);
        check.end(end);
        return check.differences;
    }

    private void connection(Connection connection) {
        boolean first = true;
        for (Block block : connection.blocks()) {
            if (first) {
                begin(connection, block);
            } else if (block.id().isEmpty()) {
                HintCheck.of(expectations, history.user(), block)
                        .ifPresent(kind -> note(kind, "is told " + block));
            } else {
                block(block);
            }
            first = false;
        }
    }

    /** The first block says from where the stream goes on. */
    private void begin(Connection connection, Block block) {
        long position = position(block);
        if (!block.event().isEmpty()) {
            note(Kind.BROKEN, "a connection begins with " + block);
        }
        String asked = connection.lastEventId();
        if (asked != null && !asked.equals(block.id())) {
            note(Kind.GAP, "came back with %s and was begun at %s".formatted(asked, block.id()));
        }
        if (asked == null && position < connection.known()) {
            note(
                    Kind.DISORDER,
                    "began at %d, though %d was there already"
                            .formatted(position, connection.known()));
        }
        if (expectations.recordedAt(position).isAfter(block.at())) {
            note(Kind.INVENTED, "is told of position %d, which is not there".formatted(position));
        }
        if (sequence == null) {
            sequence = new Sequence(told.navigableKeySet(), position);
        }
    }

    private void block(Block block) {
        long position = position(block);
        if (block.event().isEmpty()) {
            missing(position);
            if (position < sequence().reached() || position > expectations.head()) {
                note(Kind.DISORDER, "is sent back to position " + position);
            }
            return;
        }
        Told expected = told.get(position);
        if (expected == null) {
            boolean isOthers = expectations.notices().isTold(position);
            note(isOthers ? Kind.UNAUTHORISED : Kind.INVENTED, "is told " + block);
            return;
        }
        sequence().came(position).ifPresent(kind -> note(kind, "is told " + block));
        if (!same(expected, block)) {
            note(Kind.ALTERED, "is told %s, not %s".formatted(block, expected.payload()));
        }
    }

    private void end(long end) {
        if (sequence == null) {
            note(Kind.GAP, "never came to anything");
        } else {
            missing(end);
        }
    }

    private void missing(long upTo) {
        sequence()
                .missingUpTo(upTo)
                .forEach(
                        position ->
                                note(
                                        Kind.GAP,
                                        "was not told of %d by %d: %s"
                                                .formatted(position, upTo, told.get(position))));
    }

    private static boolean same(Told expected, Block block) {
        return block.event().equals(expected.event())
                && canonical(Frames.read(block.data())).equals(canonical(expected.payload()));
    }

    /** In which order a team's people are listed is nobody's promise. */
    private static JsonNode canonical(JsonNode payload) {
        if (!(payload.deepCopy() instanceof ObjectNode copy)) {
            return payload;
        }
        for (String list : List.of("coaches", "participants")) {
            if (copy.path("data").path(list) instanceof ArrayNode people) {
                List<JsonNode> sorted =
                        StreamSupport.stream(people.spliterator(), false)
                                .sorted(Comparator.comparingLong(it -> it.path("id").asLong()))
                                .toList();
                people.removeAll().addAll(sorted);
            }
        }
        return copy;
    }

    /** -1: the id is none of this book's. */
    private long position(Block block) {
        long position = expectations.position(block.id());
        if (position < 0) {
            note(Kind.INVENTED, "is given the id " + block.id());
        }
        return position;
    }

    private Sequence sequence() {
        if (sequence == null) {
            throw new IllegalStateException("Before the first block");
        }
        return sequence;
    }

    private void note(Kind kind, String what) {
        differences.add(new Difference(kind, history.name(), what));
    }
}
