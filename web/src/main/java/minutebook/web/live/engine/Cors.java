package minutebook.web.live.engine;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * Tells browsers that the pages of listed origins may read the answers. Nobody else is told
 * anything.
 */
final class Cors {

    private final Origins origins;

    Cors(Origins origins) {
        this.origins = origins;
    }

    /**
     * Names the request's origin in the answer if it is listed. Without credentials: there are no
     * cookies here.
     */
    void allow(Headers headers, ServerResponse response) {
        List<String> named = headers.all(HeaderNames.ORIGIN, List::of);
        response.header(HeaderNames.VARY, "Origin");
        if (named.size() == 1 && origins.isListed(named.getFirst())) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, named.getFirst());
        }
    }

    /** Answers a preflight, after the origin was checked. */
    void preflight(ServerResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type");
        response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
        response.status(Status.NO_CONTENT_204).send();
    }
}
