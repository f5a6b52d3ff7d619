package minutebook.web.docs;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.pages.Page;

/**
 * The documents (contract 7): {@code /openapi} and {@code /asyncapi}, and {@code /docs} to read
 * them.
 */
public final class DocsRoutes {
    private static final HeaderName CONTENT_SECURITY_POLICY =
            HeaderNames.create("Content-Security-Policy");

    /** Nothing from elsewhere, and no script but files of ours; the viewer sets styles in place. */
    private static final String OWN_FILES_ALONE =
            "default-src 'none'; connect-src 'self'; script-src 'self'; "
                    + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void routing(Routes routes) {
        routes.get("/openapi", this::openApi)
                .get("/asyncapi", this::asyncApi)
                .get("/docs", this::docs)
                .get("/docs/{file}", this::file);
    }

    private void openApi(ServerRequest request, ServerResponse response) {
        Files.OPENAPI.send(request, response);
    }

    private void asyncApi(ServerRequest request, ServerResponse response) {
        Files.ASYNCAPI.send(request, response);
    }

    private void docs(ServerRequest request, ServerResponse response) {
        response.header(CONTENT_SECURITY_POLICY, OWN_FILES_ALONE);
        Files.DOCS.send(request, response);
    }

    private void file(ServerRequest request, ServerResponse response) {
        Page page = Files.PARTS.get(request.path().pathParameters().get("file"));
        if (page == null) {
            throw Problem.of(404, "There is no such page.");
        }
        page.send(request, response);
    }
}
