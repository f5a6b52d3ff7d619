package minutebook.web.pages;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import minutebook.web.door.AnswerHeaders;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;

/**
 * Static pages, each with one script of its own and the style of all. What a link proves stands
 * behind its {@code #}, which no browser sends: neither a log nor a proxy ever has it.
 */
public final class PageRoutes {
    private static final List<String> NAMES =
            List.of(
                    "style.css",
                    "link.js",
                    "verify-email.js",
                    "forgot-password.js",
                    "reset-password.js",
                    "unsubscribe.js");

    private static final Map<String, Page> PARTS =
            NAMES.stream().collect(Collectors.toMap(Function.identity(), PageRoutes::read));

    public void routing(Routes routes) {
        routes.get("/", page("front.html"))
                .get("/verify-email", page("verify-email.html"))
                .get("/forgot-password", page("forgot-password.html"))
                .get("/reset-password", page("reset-password.html"))
                .get("/unsubscribe", page("unsubscribe.html"))
                .get("/pages/{file}", PageRoutes::part);
    }

    private static Handler page(String name) {
        Page page = read(name);
        return (request, response) -> {
            AnswerHeaders.ownPage(response);
            page.send(request, response);
        };
    }

    private static void part(ServerRequest request, ServerResponse response) {
        Page part = PARTS.get(request.path().pathParameters().get("file"));
        if (part == null) {
            throw Problem.of(404, "There is no such page.");
        }
        part.send(request, response);
    }

    private static Page read(String name) {
        return Page.of(name, Resource.read(PageRoutes.class, name));
    }
}
