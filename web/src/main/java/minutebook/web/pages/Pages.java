package minutebook.web.pages;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final List<String> PARTS =
            List.of(
                    "style.css",
                    "link.js",
                    "verify-email.js",
                    "reset-password.js",
                    "unsubscribe.js");

    private final Map<String, byte[]> parts =
            PARTS.stream().collect(Collectors.toMap(Function.identity(), Pages::read));

    public void routing(Routes routes) {
        routes.get("/", page("front.html"))
                .get("/verify-email", page("verify-email.html"))
                .get("/reset-password", page("reset-password.html"))
                .get("/unsubscribe", page("unsubscribe.html"))
                .get("/pages/{file}", this::part);
    }

    private static Handler page(String name) {
        byte[] bytes = read(name);
        return (_, response) -> {
            AnswerHeaders.ownPage(response);
            send(response, HTML, bytes);
        };
    }

    private void part(ServerRequest request, ServerResponse response) {
        String name = request.path().pathParameters().get("file");
        byte[] bytes = parts.get(name);
        if (bytes == null) {
            throw Problem.of(404, "There is no such page.");
        }
        send(response, name.endsWith(".css") ? STYLE : SCRIPT, bytes);
    }

    private static void send(ServerResponse response, String mediaType, byte[] bytes) {
        response.header(HeaderNames.CONTENT_TYPE, mediaType)
                // A new version's page must not meet an older version's script.
                .header(HeaderNames.CACHE_CONTROL, "no-cache")
                .send(bytes);
    }

    private static byte[] read(String name) {
        try (var in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The page " + name + " is missing in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
