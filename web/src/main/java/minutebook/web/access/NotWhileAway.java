package minutebook.web.access;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;
import java.util.function.BooleanSupplier;
import minutebook.web.http.Problem;

/**
 * Refuses commands while the database is known to be away, before anything is spent on them, such
 * as a password's hash or a place in a line. Queries find out by themselves, and some can be
 * answered without it.
 *
 * @param away never blocks
 */
public record NotWhileAway(BooleanSupplier away) implements Filter {
    private static final Set<Method> COMMANDS = Set.of(Method.POST, Method.PUT, Method.DELETE);

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (away.getAsBoolean() && isCommand(request)) {
            throw Problem.databaseAway();
        }
        chain.proceed();
    }

    private static boolean isCommand(RoutingRequest request) {
        String path = request.path().path();
        return COMMANDS.contains(request.prologue().method())
                && (path.startsWith("/api/") || path.startsWith("/auth/"));
    }
}
