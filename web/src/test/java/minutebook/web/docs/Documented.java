package minutebook.web.docs;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds one's way in the document: from a request to what it says of it. Immutable. */
final class Documented {
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    /** What may come of any request, before a route is looked for. */
    private static final Map<Integer, String> OF_ANY_REQUEST =
            Map.of(
                    400, "BadRequest",
                    413, "BodyTooLarge",
                    414, "AddressTooLong",
                    429, "TooManyRequests",
                    431, "HeadersTooLarge",
                    503, "Unavailable");

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final JsonNode document;
    private final List<Template> templates = new ArrayList<>();

    private record Template(String path, Pattern pattern) {
        long parameters() {
            return PARAMETER.matcher(path).results().count();
        }
    }

    /** A route, its verb and path as the document has them. */
    record Operation(String method, String path, JsonNode node) {
        String id() {
            return node.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    Documented(JsonNode document) {
        this.document = document;
        document.path("paths")
                .fieldNames()
                .forEachRemaining(
                        path -> templates.add(new Template(path, Pattern.compile(pattern(path)))));
        // A name that is written out comes before one that may be anything.
        templates.sort(Comparator.comparingLong(Template::parameters));
    }

    private static String pattern(String path) {
        return PARAMETER.matcher(path).replaceAll("[^/]+");
    }

    /** The same path, whatever its parameters are called. */
    static String nameless(String path) {
        return PARAMETER.matcher(path).replaceAll("{}");
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        for (Template template : templates) {
            for (String method : methods(template.path())) {
                all.add(operation(method, template.path()));
            }
        }
        return all;
    }

    /** The path of the document that a request's path means. */
    Optional<String> path(String asked) {
        String path = asked.replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
        String bare = path.length() > 1 && path.endsWith("/") ? path.replaceAll("/$", "") : path;
        return templates.stream()
                .filter(it -> it.pattern().matcher(bare).matches())
                .map(Template::path)
                .findFirst();
    }

    /** The methods of a path, in lower case. */
    Set<String> methods(String path) {
        return METHODS.stream()
                .filter(document.path("paths").path(path)::has)
                .collect(toCollection(TreeSet::new));
    }

    Operation operation(String method, String path) {
        return new Operation(method, path, document.path("paths").path(path).path(method));
    }

    /** What the document says of such an answer to this operation. */
    Optional<JsonNode> response(Operation operation, int status) {
        JsonNode response = operation.node().path("responses").path(Integer.toString(status));
        return response.isMissingNode() ? ofAnyRequest(status) : Optional.of(resolve(response));
    }

    /** What the document says of such an answer to whatever request. */
    Optional<JsonNode> ofAnyRequest(int status) {
        return Optional.ofNullable(OF_ANY_REQUEST.get(status)).map(this::named);
    }

    /** A response of the components. */
    JsonNode named(String response) {
        return document.at("/components/responses/" + response);
    }

    /** What a reference leads to; anything else: itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
