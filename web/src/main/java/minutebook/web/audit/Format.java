package minutebook.web.audit;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minutebook.web.http.Query;

/** In which form the book is asked for. */
enum Format {
    JSON("application/json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv");

    private static final String PARAMETER = "format";

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** As it is written in an address, and at the end of a file's name. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By {@code ?format=}, or else the first that {@code Accept} names; JSON if it names none. */
    static Format of(ServerRequest request) {
        var query = new Query(request);
        Format asked =
                query.read(
                        PARAMETER,
                        text -> find(it -> it.text().equals(text)),
                        "one of json, ndjson, csv");
        query.requireValid();
        return asked == null ? accepted(request) : asked;
    }

    private static Format accepted(ServerRequest request) {
        return request.headers().all(HeaderNames.ACCEPT, List::of).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .flatMap(type -> find(it -> it.mediaType.equals(type)).stream())
                .findFirst()
                .orElse(JSON);
    }

    private interface Test {
        boolean of(Format format);
    }

    private static Optional<Format> find(Test test) {
        return Arrays.stream(values()).filter(test::of).findFirst();
    }
}
