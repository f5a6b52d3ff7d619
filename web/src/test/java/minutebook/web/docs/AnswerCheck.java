package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeSet;
import minutebook.web.docs.Documented.Operation;

/**
 * Holds answers against the document: route, status, media type, headers, and each key of the body.
 * Thread-safe.
 */
final class AnswerCheck {
    private static final String REMEDY =
            "\nMend the route, or say it in web/src/main/resources/minutebook/web/docs/openapi.yaml"
                    + " (docs/add-a-feature.md).";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Documented document;
    private final Schemas schemas;

    AnswerCheck(JsonNode document) {
        this.document = new Documented(document);
        this.schemas = new Schemas(document);
    }

    /** Throws an {@link AssertionError} that says what the document does not say. */
    void check(Answer answer) {
        String method = answer.method().toLowerCase(Locale.ROOT);
        Optional<String> path = document.path(answer.path());
        if (path.isEmpty()) {
            check(answer, "an unknown page", answer.status() == 404 ? "NoSuchPage" : "");
        } else if (!document.methods(path.get()).contains(method)) {
            check(answer, path.get(), answer.status() == 405 ? "MethodNotAllowed" : "");
            requireAllow(answer, path.get());
        } else {
            Operation operation = document.operation(method, path.get());
            Optional<JsonNode> response = document.response(operation, answer.status());
            check(answer, operation.id(), response);
        }
    }

    private void check(Answer answer, String route, String response) {
        check(
                answer,
                route,
                response.isEmpty()
                        ? document.ofAnyRequest(answer.status())
                        : Optional.of(document.named(response)));
    }

    private void check(Answer answer, String route, Optional<JsonNode> documented) {
        var faults = new ArrayList<String>();
        if (documented.isEmpty()) {
            faults.add("this status is not documented");
        } else {
            JsonNode response = documented.get();
            headers(answer, response.path("headers"), faults);
            body(answer, response.path("content"), faults);
        }
        if (!faults.isEmpty()) {
            throw failure(answer, route, faults);
        }
    }

    private static AssertionError failure(Answer answer, String route, List<String> faults) {
        return new AssertionError(
                "%s %s (%s) was answered %d, otherwise than /openapi says:\n  %s%s"
                        .formatted(
                                answer.method(),
                                answer.path(),
                                route,
                                answer.status(),
                                String.join("\n  ", faults),
                                REMEDY));
    }

    private void requireAllow(Answer answer, String path) {
        if (answer.status() == 405) {
            var documented = new TreeSet<String>();
            document.methods(path).forEach(it -> documented.add(it.toUpperCase(Locale.ROOT)));
            var allowed =
                    new TreeSet<>(Arrays.asList(answer.header("Allow").orElse("").split(", ")));
            if (!allowed.equals(documented)) {
                String fault = "Allow has " + allowed + ", not " + documented;
                throw failure(answer, path, List.of(fault));
            }
        }
    }

    private void headers(Answer answer, JsonNode headers, List<String> faults) {
        for (Entry<String, JsonNode> each : headers.properties()) {
            JsonNode header = document.resolve(each.getValue());
            String name = each.getKey();
            Optional<String> value = answer.header(name);
            if (value.isEmpty() && header.path("required").asBoolean()) {
                faults.add("the header " + name + " is missing");
            }
            value.ifPresent(it -> faults.addAll(header(name, it, header.path("schema"))));
        }
    }

    private List<String> header(String name, String value, JsonNode schema) {
        return schemas.faults(schema, TextNode.valueOf(value)).stream()
                .map(fault -> "the header " + name + ": " + fault)
                .toList();
    }

    private void body(Answer answer, JsonNode content, List<String> faults) {
        String type = answer.mediaType();
        if (content.isMissingNode()) {
            if (answer.body().length > 0) {
                faults.add("it has a body");
            }
        } else if (content.has(type)) {
            if (type.equals("application/x-ndjson")) {
                lines(answer, content.path(type).path("schema"), faults);
            } else if (type.endsWith("json")) {
                json(answer, content.path(type).path("schema"), faults);
            }
        } else if (!content.has("*/*")) {
            faults.add("its media type '" + type + "' is not documented");
        }
    }

    private void json(Answer answer, JsonNode schema, List<String> faults) {
        JsonNode body = parse(answer.body());
        if (body.isMissingNode()) {
            faults.add("its body is not JSON");
            return;
        }
        faults.addAll(schemas.faults(schema, body));
        if (answer.status() >= 400 && body.path("status").asInt() != answer.status()) {
            faults.add("its body says status " + body.path("status"));
        }
    }

    /** The schema is that of each line. */
    private void lines(Answer answer, JsonNode schema, List<String> faults) {
        for (String line : new String(answer.body(), UTF_8).lines().toList()) {
            faults.addAll(schemas.faults(schema, parse(line.getBytes(UTF_8))));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            return MissingNode.getInstance();
        }
    }
}
