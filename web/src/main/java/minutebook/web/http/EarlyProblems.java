package minutebook.web.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What Helidon refuses by itself, before or beside any route of ours: in the same form as all other
 * errors, and without the text of its exceptions, which shows what was sent and how it was read.
 */
public final class EarlyProblems {
    private EarlyProblems() {}

    /**
     * @param common headers that each of these answers carries, by name; asked for each anew, by
     *     the thread that serves the connection
     */
    public static void install(
            DirectHandlers.Builder handlers, Supplier<Map<String, String>> common) {
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, _) -> {
                        common.get()
                                .forEach(
                                        (name, value) ->
                                                headers.set(HeaderNames.create(name), value));
                        return answer(request, event, status, headers);
                    });
        }
    }

    private static DirectHandler.TransportResponse answer(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers) {
        headers.set(HeaderNames.CONTENT_TYPE, Problems.MEDIA_TYPE);
        var answer =
                DirectHandler.TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .keepAlive(type.keepAlive());
        return request.method().equals(Method.HEAD.text())
                ? answer.build()
                : answer.entity(Problems.body(Problem.of(status.code(), text(status)))).build();
    }

    private static String text(Status status) {
        return switch (status.code()) {
            case 400 -> "The request is not well-formed.";
            case 408 -> "The request did not come in time.";
            case 413 -> "The body is too large.";
            case 414 -> "The address is too long.";
            case 431 -> "The headers are too large.";
            case 500 -> Problems.unforeseen().getMessage();
            default -> status.reasonPhrase() + ".";
        };
    }
}
