package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import minutebook.web.docs.Documented.Operation;
import minutebook.web.pages.Resource;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description of the REST API is well made. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = OpenApi.read().json();
    private static final Documented DOCUMENTED = new Documented(DOCUMENT);
    private static final Schemas SCHEMAS = new Schemas(DOCUMENT);

    @Test
    void it_has_the_form_of_openapi_and_its_schemas_that_of_json_schema() {
        JsonNode structure = yaml(Resource.read(OpenApiTest.class, "openapi-structure.yaml"));
        var form = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(structure);

        assertEquals(Set.of(), form.validate(DOCUMENT));
    }

    @Test
    void all_that_is_referred_to_is_there_and_all_that_is_there_is_referred_to() {
        var referred = new TreeSet<String>();
        walk(DOCUMENT, "", (_, node) -> node.path("$ref").asText(), referred);
        var there = new TreeSet<String>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            DOCUMENT.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> there.add("#/components/" + kind + "/" + name));
        }
        // These answers come of no route, but of what is none.
        for (String anyRequest : List.of("AddressTooLong", "HeadersTooLarge", "MethodNotAllowed")) {
            referred.add("#/components/responses/" + anyRequest);
        }

        assertEquals(there, referred);
    }

    @Test
    void each_example_fits_its_schema() {
        var faults = new ArrayList<String>();
        var count = new ArrayList<String>();
        walk(
                DOCUMENT,
                "",
                (path, node) -> {
                    JsonNode schema = node.has("schema") ? node.path("schema") : node;
                    var examples = new ArrayList<JsonNode>();
                    if (node.has("example")) {
                        examples.add(node.path("example"));
                    }
                    if (node.path("examples").isArray()) {
                        node.path("examples").forEach(examples::add);
                    }
                    for (JsonNode example : examples) {
                        count.add(path);
                        SCHEMAS.faults(schema, example)
                                .forEach(fault -> faults.add(path + ": " + fault));
                    }
                    return "";
                },
                new TreeSet<>());

        assertEquals(List.of(), faults);
        assertTrue(count.size() > 50, count.size() + " examples");
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
            successes.removeIf(status -> !status.startsWith("2"));
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

        assertEquals(List.of("GET /openapi"), open, "objects without additionalProperties: false");
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

    @Test
    void it_has_the_version_of_the_program() throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));

        assertTrue(
                pom.contains("<version>" + DOCUMENT.at("/info/version").asText() + "</version>"));
    }

    @Test
    void what_is_served_as_yaml_says_the_same_without_anchors() {
        byte[] served = OpenApi.read().asYaml();
        var yaml = new String(served, UTF_8);

        assertEquals(DOCUMENT, yaml(served));
        assertTrue(yaml.lines().noneMatch(it -> it.matches(".*: [&*][a-z0-9]+.*")), yaml);
    }

    private static JsonNode yaml(byte[] text) {
        return new ObjectMapper().valueToTree(new Yaml().load(new String(text, UTF_8)));
    }

    private static Stream<JsonNode> stream(JsonNode all) {
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static Set<String> texts(JsonNode list, String key) {
        return stream(list)
                .map(it -> it.path(key).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What {@code look} finds in each object, however deep; what is empty is nothing. */
    private static void walk(
            JsonNode node,
            String path,
            BiFunction<String, JsonNode, String> look,
            Set<String> found) {
        if (node.isObject()) {
            String one = look.apply(path, node);
            if (!one.isEmpty()) {
                found.add(one);
            }
            node.properties()
                    .forEach(it -> walk(it.getValue(), path + "/" + it.getKey(), look, found));
        } else {
            node.forEach(it -> walk(it, path, look, found));
        }
    }
}
