package minutebook.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The index of all routes: path, verbs, handlers. Helidon is told of them at the end, so that each
 * answers with and without a slash behind it, and a wrong method gets its 405.
 *
 * <p>A path is written as in the contract, with parameters as in {@code /projects/{project}}.
 */
public final class Routes {
    private static final String OBSERVE = "/observe/";
    private static final Set<Method> KNOWN =
            Set.of(
                    Method.GET,
                    Method.HEAD,
                    Method.POST,
                    Method.PUT,
                    Method.DELETE,
                    Method.PATCH,
                    Method.OPTIONS);

    private final Map<String, Map<Method, Handler>> byPath = new LinkedHashMap<>();

    /** One line of the index. */
    public record Route(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public Routes get(String path, Handler handler) {
        return add(Method.GET, path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add(Method.POST, path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add(Method.PUT, path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add(Method.DELETE, path, handler);
    }

    private Routes add(Method method, String path, Handler handler) {
        var methods = byPath.computeIfAbsent(path, _ -> new LinkedHashMap<>());
        if (methods.put(method, handler) != null) {
            throw new IllegalStateException("Two handlers for " + method.text() + " " + path);
        }
        return this;
    }

    /** All routes, in the order in which they were added, path by path. */
    public List<Route> list() {
        return byPath.entrySet().stream()
                .flatMap(
                        path ->
                                path.getValue().keySet().stream()
                                        .map(method -> new Route(method.text(), path.getKey())))
                .toList();
    }

    /**
     * Hands all routes to Helidon; what is none of them is answered 404.
     *
     * @param served what is to be called for each request that comes for this route
     */
    public void install(HttpRouting.Builder routing, Function<Route, Runnable> served) {
        byPath.forEach((path, methods) -> install(routing, path, methods, served));
        routing.any(Routes::notFound);
    }

    private static void notFound(ServerRequest request, ServerResponse response) {
        if (!KNOWN.contains(request.prologue().method())) {
            Problems.send(
                    request,
                    response,
                    Problem.of(405, "No page takes this method.")
                            .withHeader(HeaderNames.ALLOW.defaultCase(), "GET, POST, PUT, DELETE"));
        } else if (request.path().path().startsWith(OBSERVE)) {
            // Helidon's own pages for those who watch stand behind ours.
            response.next();
        } else {
            Problems.send(request, response, Problem.of(404, "There is no such page."));
        }
    }

    private static void install(
            HttpRouting.Builder routing,
            String path,
            Map<Method, Handler> methods,
            Function<Route, Runnable> served) {
        String pattern = path.equals("/") ? path : path + "[/]";
        methods.forEach(
                (method, handler) -> {
                    Runnable told = served.apply(new Route(method.text(), path));
                    routing.route(
                            method,
                            pattern,
                            (request, response) -> {
                                told.run();
                                handler.handle(request, response);
                            });
                });
        String allowed =
                methods.keySet().stream().map(Method::text).collect(Collectors.joining(", "));
        Problem wrong =
                Problem.of(405, "This page takes " + allowed + ".")
                        .withHeader(HeaderNames.ALLOW.defaultCase(), allowed);
        routing.any(pattern, (request, response) -> Problems.send(request, response, wrong));
    }
}
