package minutebook.web.audit.replay;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import minutebook.web.audit.replay.Slice.Place;
import minutebook.web.http.Query;

/** Which piece of a list is asked for: {@code ?after=7} or {@code ?before=7}, and {@code limit}. */
record Wanted(Place place, int limit) {
    static final String AFTER = "after";
    static final String BEFORE = "before";

    private static final String LIMIT = "limit";
    private static final int LIMIT_USUAL = 100;
    private static final String KEY = "a whole number from 0 on";

    /**
     * Throws {@link minutebook.web.http.Problem} 400 if there is no such piece.
     *
     * @param otherwise where no key is given
     */
    static Wanted of(ServerRequest request, Place otherwise, int limitMax) {
        var query = new Query(request);
        Long before = query.read(BEFORE, Wanted::number, KEY);
        if (before != null && query.has(AFTER)) {
            query.fault(BEFORE, "left out where there is 'after'");
        }
        Place down = before == null ? otherwise : new Place(before, false);
        return read(query, down, limitMax);
    }

    /** The same of a list that goes one way alone, from its beginning. */
    static Wanted upwards(ServerRequest request, int limitMax) {
        var query = new Query(request);
        if (query.has(BEFORE)) {
            query.fault(BEFORE, "left out: this list goes one way, by 'after'");
        }
        return read(query, new Place(0, true), limitMax);
    }

    private static Wanted read(Query query, Place otherwise, int limitMax) {
        Long after = query.read(AFTER, Wanted::number, KEY);
        Long limit =
                query.read(
                        LIMIT,
                        text -> number(text).filter(it -> it >= 1 && it <= limitMax),
                        "a whole number from 1 to " + limitMax);
        query.requireValid();
        return new Wanted(
                after == null ? otherwise : new Place(after, true),
                limit == null ? LIMIT_USUAL : limit.intValue());
    }

    private static Optional<Long> number(String text) {
        return Optional.of(text).filter(it -> it.matches("[0-9]{1,18}")).map(Long::valueOf);
    }
}
