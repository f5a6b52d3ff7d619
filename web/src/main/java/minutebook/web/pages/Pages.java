package minutebook.web.pages;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import minutebook.web.http.Routes;

/**
 * Static pages, each with one script of its own and the style of all. What a link proves stands
 * behind its {@code #}, which no browser sends: neither a log nor a proxy ever has it.
 */
public final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    public void routing(Routes routes) {
        routes.get("", file("front.html", HTML))
                .get("/verify-email", file("verify-email.html", HTML))
                .get("/reset-password", file("reset-password.html", HTML))
                .get("/unsubscribe", file("unsubscribe.html", HTML))
                .get("/pages/verify-email.js", file("verify-email.js", SCRIPT))
                .get("/pages/reset-password.js", file("reset-password.js", SCRIPT))
                .get("/pages/unsubscribe.js", file("unsubscribe.js", SCRIPT))
                .get("/pages/link.js", file("link.js", SCRIPT))
                .get("/pages/style.css", file("style.css", STYLE));
    }

    private static Handler file(String name, String mediaType) {
        byte[] bytes = read(name);
        return (_, response) ->
                response.header(HeaderNames.CONTENT_TYPE, mediaType)
                        // A new version's page must not meet an older version's script.
                        .header(HeaderNames.CACHE_CONTROL, "no-cache")
                        .send(bytes);
    }

    private static byte[] read(String name) {
        try (var in = Pages.class.getResourceAsStream("/pages/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The page " + name + " is missing in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
