package minutebook.commands;

import java.util.HashMap;
import java.util.Map;
import minutebook.commands.Actors.Standing;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/** Whom one decision looked at, each once, and at which version. For one thread. */
final class Witnesses implements People {
    private final Actors actors;
    private final boolean latest;
    private final Map<UserId, Standing> seen = new HashMap<>();

    Witnesses(Actors actors, boolean latest) {
        this.actors = actors;
        this.latest = latest;
    }

    @Override
    public Standing standing(UserId user) {
        return seen.computeIfAbsent(user, it -> actors.standing(it, latest));
    }

    /** Whether {@code stream} was seen at another version too, because it went on in between. */
    boolean contradict(StreamId stream, long version) {
        return stream.user()
                .map(seen::get)
                .filter(standing -> standing.version() != version)
                .isPresent();
    }

    Map<StreamId, Long> versions() {
        Map<StreamId, Long> versions = new HashMap<>();
        seen.forEach((user, standing) -> versions.put(StreamId.of(user), standing.version()));
        return versions;
    }
}
