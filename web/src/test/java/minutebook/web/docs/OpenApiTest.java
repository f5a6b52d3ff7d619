package minutebook.web.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import minutebook.web.docs.Documented.Operation;
import minutebook.web.pages.Resource;
import org.junit.jupiter.api.Test;

/** The description of the REST API is well made. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = Document.openApi().json();
    private static final Documented DOCUMENTED = new Documented(DOCUMENT);

    @Test
    void it_has_the_form_of_openapi_and_its_schemas_that_of_json_schema() {
        JsonNode structure =
                DocumentTest.yaml(Resource.read(OpenApiTest.class, "openapi-structure.yaml"));
        var form = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(structure);

        assertEquals(Set.of(), form.validate(DOCUMENT));
    }

    @Test
    void each_operation_has_a_name_of_its_own_a_known_tag_and_a_success() {
        var names = new TreeSet<String>();
        Set<String> tags = texts(DOCUMENT.path("tags"), "name");
        for (Operation each : DOCUMENTED.operations()) {
            assertTrue(names.add(each.id()), "two operations are called " + each.id());
            String tag = each.node().at("/tags/0").asText();
            assertTrue(tags.contains(tag), each + " has the unknown tag " + tag);
            var successes = new ArrayList<String>();
            each.node().path("responses").fieldNames().forEachRemaining(successes::add);
            // To be led to a page is a success; to have it already (304) is the same one.
            successes.removeIf(status -> !status.startsWith("2") && !status.equals("303"));
            assertEquals(1, successes.size(), each + " has the successes " + successes);
        }
    }

    @Test
    void each_parameter_of_a_path_is_described() {
        for (Operation each : DOCUMENTED.operations()) {
            Set<String> inPath =
                    Pattern.compile("\\{([^}]*)}")
                            .matcher(each.path())
                            .results()
                            .map((MatchResult it) -> it.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
            Set<String> described =
                    Stream.of(DOCUMENT.path("paths").path(each.path()), each.node())
                            .flatMap(it -> stream(it.path("parameters")))
                            .map(DOCUMENTED::resolve)
                            .filter(it -> it.path("in").asText().equals("path"))
                            .map(it -> it.path("name").asText())
                            .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(inPath, described, each.toString());
        }
    }

    @Test
    void whoever_needs_a_token_is_told_so_with_a_challenge() {
        for (Operation each : DOCUMENTED.operations()) {
            boolean open =
                    each.node().path("security").isArray()
                            && each.node().path("security").isEmpty();
            JsonNode refused = DOCUMENTED.resolve(each.node().at("/responses/401"));

            assertTrue(open || refused.at("/headers").has("WWW-Authenticate"), each.toString());
        }
    }

    @Test
    void no_answer_may_have_a_key_that_is_not_described() {
        var open = new ArrayList<String>();
        for (Operation each : DOCUMENTED.operations()) {
            for (Entry<String, JsonNode> response : each.node().path("responses").properties()) {
                DOCUMENTED
                        .resolve(response.getValue())
                        .path("content")
                        .forEach(type -> findOpen(type.path("schema"), each.toString(), open));
            }
        }

        assertEquals(
                List.of("GET /openapi", "GET /asyncapi"),
                open,
                "objects without additionalProperties: false");
    }

    private static void findOpen(JsonNode schema, String where, List<String> open) {
        JsonNode resolved = DOCUMENTED.resolve(schema);
        if (resolved.path("type").asText().equals("object")
                && !resolved.has("additionalProperties")) {
            open.add(where);
        }
        Stream.of(resolved.path("properties"), resolved.path("anyOf"))
                .flatMap(OpenApiTest::stream)
                .forEach(inner -> findOpen(inner, where, open));
        if (resolved.has("items")) {
            findOpen(resolved.path("items"), where, open);
        }
    }

    private static Stream<JsonNode> stream(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static Set<String> texts(JsonNode list, String key) {
        return stream(list)
                .map(it -> it.path(key).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
