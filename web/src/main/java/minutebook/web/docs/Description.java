package minutebook.web.docs;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import minutebook.web.pages.Page;

/** A document as it is served: as YAML, or as JSON. */
record Description(Page yaml, Page json) {
    private static final MediaType JSON = MediaTypes.APPLICATION_JSON;

    static Description of(Document document) {
        return new Description(
                new Page("application/yaml", document.asYaml()),
                new Page("application/json; charset=utf-8", document.asJson()));
    }

    void send(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.VARY, "Accept");
        (likesJson(request) ? json : yaml).send(request, response);
    }

    /** Who takes anything gets YAML; who names JSON means it. */
    private static boolean likesJson(ServerRequest request) {
        return request.headers().acceptedTypes().stream()
                        .anyMatch(it -> it.text().equals(JSON.text()))
                && request.headers()
                        .bestAccepted(JSON, MediaTypes.APPLICATION_YAML)
                        .filter(JSON::equals)
                        .isPresent();
    }
}
