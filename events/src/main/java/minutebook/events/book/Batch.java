package minutebook.events.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import minutebook.events.StreamId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Append.NotJoined;
import minutebook.events.book.AppendFailure.AlreadyDone;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.AppendFailure.VersionConflict;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction will write: the appends that it admitted one after another, each checked
 * against the book and against those before it, numbered and chained. Pure but for its own state.
 */
final class Batch {

    /**
     * The end of the book.
     *
     * @param token another one whenever anybody changed the head, be it to the same
     */
    record Head(long position, byte[] hash, Instant recordedAt, String token) {}

    /** Where the book, and all that the appends speak of, stood at one moment. */
    record Standing(
            Head head,
            Map<String, Long> versions,
            Map<String, Book.Claimed> claims,
            Set<UUID> done,
            Map<NotJoined, Joined> joined) {}

    /** A command that the batch takes: where it ends, and of how many events. */
    record Command(CommandId id, long position, int events) {}

    private final Head before;
    private final HashChain chain;
    private final Instant now;
    private final Map<String, Long> versions;
    private final Map<String, Book.Claimed> claims;
    private final Set<UUID> done;
    private final Map<NotJoined, Joined> joined;
    private long position;
    private byte[] hash;

    private final List<Command> commands = new ArrayList<>();
    private final List<StoredEvent> rows = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, Optional<Book.Claimed>> changedClaims = new LinkedHashMap<>();

    /** {@code now}: whole microseconds; the time of all its events, unless the book is ahead. */
    Batch(Standing standing, Instant now) {
        this.before = standing.head();
        this.position = before.position();
        this.hash = before.hash();
        this.chain = new HashChain(before.hash());
        this.now = now.isBefore(before.recordedAt()) ? before.recordedAt() : now;
        this.versions = new HashMap<>(standing.versions());
        this.claims = new HashMap<>(standing.claims());
        this.done = new HashSet<>(standing.done());
        this.joined = standing.joined();
    }

    /** Takes an append in, whole, or throws and is as before. */
    Appended admit(Pending pending) {
        Append append = pending.append();
        // First of all: what was done changed what the others speak of.
        checkCommand(append.commandId());
        append.expected().forEach(this::checkVersion);
        append.claims().forEach(claim -> checkClaim(claim, append));
        checkNotJoined(append.notJoined());

        var appended = new ArrayList<RecordedEvent>(pending.encoded().size());
        for (EventCodec.Encoded each : pending.encoded()) {
            appended.add(add(append, each));
        }
        append.releases().forEach(claim -> change(claim.key(), Optional.empty()));
        append.claims()
                .forEach(
                        claim ->
                                change(
                                        claim.key(),
                                        Optional.of(new Book.Claimed(claim.stream(), position))));
        done.add(append.commandId().value());
        commands.add(new Command(append.commandId(), position, appended.size()));
        return new Appended(position, appended);
    }

    private void checkCommand(CommandId command) {
        if (done.contains(command.value())) {
            throw new AlreadyDone(command);
        }
    }

    private void checkVersion(StreamId stream, long expected) {
        long actual = versionOf(stream);
        if (actual != expected) {
            throw new VersionConflict(stream, actual, expected);
        }
    }

    private void checkClaim(Claim claim, Append append) {
        Book.Claimed holder = claims.get(claim.key());
        boolean released = append.releases().contains(claim);
        if (holder != null && !released) {
            throw new ClaimTaken(claim, holder);
        }
    }

    private void checkNotJoined(@Nullable NotJoined notJoined) {
        if (notJoined == null) {
            return;
        }
        Joined before = joined.get(notJoined);
        if (before != null) {
            throw before.conflict();
        }
        for (RecordedEvent each : events) {
            if (Joined.is(each.event(), notJoined.person())) {
                throw new Joined(each.stream(), each.version()).conflict();
            }
        }
    }

    private RecordedEvent add(Append append, EventCodec.Encoded encoded) {
        StreamId stream = encoded.event().stream();
        long version = versionOf(stream) + 1;
        versions.put(stream.name(), version);
        position++;
        var row =
                new StoredEvent(
                        position,
                        stream,
                        version,
                        encoded.type(),
                        encoded.data(),
                        append.actor(),
                        append.commandId().value(),
                        now);
        hash = chain.add(row);
        rows.add(row);
        hashes.add(hash);
        var event = row.as(encoded.event());
        events.add(event);
        return event;
    }

    private void change(String key, Optional<Book.Claimed> claimed) {
        changedClaims.put(key, claimed);
        claimed.ifPresentOrElse(c -> claims.put(key, c), () -> claims.remove(key));
    }

    private long versionOf(StreamId stream) {
        return versions.getOrDefault(stream.name(), 0L);
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    /** The head that it was decided on. */
    Head before() {
        return before;
    }

    /** The head that it leaves. */
    Head after(String token) {
        return new Head(position, hash, now, token);
    }

    /** Of each stream that it speaks of and that exists. */
    Map<String, Long> versions() {
        return versions;
    }

    long position() {
        return position;
    }

    byte[] hash() {
        return hash;
    }

    Instant recordedAt() {
        return now;
    }

    /** Its commands that may be asked for again. Of others their events are all that is kept. */
    List<Command> repeatable() {
        return commands.stream().filter(it -> it.id().isRepeatable()).toList();
    }

    List<StoredEvent> rows() {
        return rows;
    }

    List<byte[]> hashes() {
        return hashes;
    }

    List<RecordedEvent> events() {
        return events;
    }

    /** By key, the last state of each claim that changed; empty: nobody holds it any more. */
    Map<String, Optional<Book.Claimed>> changedClaims() {
        return changedClaims;
    }
}
