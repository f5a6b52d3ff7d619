package minutebook.web.door;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Answers a browser's question whether a page of a listed origin may ask something. Costs nothing
 * and keeps nothing; what others ask is answered like any other request.
 */
record Preflights(Origins origins) implements Filter {
    private static final HeaderName ASKED = HeaderNames.ACCESS_CONTROL_REQUEST_METHOD;
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, Min-Position, Last-Event-ID";

    /** Ten minutes: as long as some browsers keep it at most. */
    private static final String SECONDS = "600";

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(ASKED)
                && origins.isListed(request.headers())) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                    .header(HeaderNames.ACCESS_CONTROL_MAX_AGE, SECONDS)
                    .status(Status.NO_CONTENT_204)
                    .send();
        } else {
            chain.proceed();
        }
    }
}
