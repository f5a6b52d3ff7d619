package minutebook.events.book;

import java.util.List;
import java.util.Map;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a command wants written: all of it, or nothing.
 *
 * @param commandId new for each command, the same when it is repeated; taken once
 * @param actor whose command it is; null: nobody's who is logged in
 * @param events one or more, of any streams, in order; of a repeatable command also none: then only
 *     that it was done is kept
 * @param expected the versions that the decision was made on (0: no such stream yet), of streams
 *     that are written or only read; a written stream that is not named here takes any version
 * @param claims unique things that the events take; one that anybody holds refuses the append
 * @param releases unique things that the events give back
 * @param notJoined what else the decision was made on; null: nothing
 */
public record Append(
        CommandId commandId,
        @Nullable UserId actor,
        List<Event> events,
        Map<StreamId, Long> expected,
        List<Claim> claims,
        List<Claim> releases,
        @Nullable NotJoined notJoined) {

    /** Who holds, or gives back, the unique thing {@code key} (see {@link ClaimKeys}). */
    public record Claim(String key, StreamId stream) {}

    /**
     * That nobody brought {@code person} into a project behind position {@code since}: whoever
     * leaves all their projects must not come into one meanwhile. The fewer events there are behind
     * it, the better: all appends wait while they are looked through.
     */
    public record NotJoined(UserId person, long since) {}

    public Append(
            CommandId commandId,
            @Nullable UserId actor,
            List<Event> events,
            Map<StreamId, Long> expected,
            List<Claim> claims,
            List<Claim> releases) {
        this(commandId, actor, events, expected, claims, releases, null);
    }

    public Append {
        if (events.isEmpty() && !commandId.isRepeatable()) {
            throw new IllegalArgumentException("An append needs an event");
        }
        events = List.copyOf(events);
        expected = Map.copyOf(expected);
        claims = List.copyOf(claims);
        releases = List.copyOf(releases);
    }
}
