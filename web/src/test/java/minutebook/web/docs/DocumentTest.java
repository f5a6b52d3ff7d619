package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Both descriptions are well made. */
class DocumentTest {
    /** They are referred to by their names, or stand for answers that come of no route. */
    private static final List<String> REFERRED_TO_OTHERWISE =
            List.of(
                    "/components/securitySchemes/bearer",
                    "/components/securitySchemes/token",
                    "/components/responses/AddressTooLong",
                    "/components/responses/HeadersTooLarge",
                    "/components/responses/MethodNotAllowed");

    static Stream<Named<Document>> documents() {
        return Stream.of(
                Named.of("OpenAPI", Document.openApi()), Named.of("AsyncAPI", Document.asyncApi()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void all_that_is_referred_to_is_there_and_all_that_is_there_is_referred_to(Document described) {
        JsonNode document = described.json();
        var referred = new TreeSet<String>();
        each(
                document,
                "",
                (path, node) -> {
                    if (node.has("$ref")) {
                        String reference = node.path("$ref").asText();
                        assertTrue(reference.startsWith("#/"), path + " leads to another file");
                        assertEquals(1, node.size(), path + " says more, which nobody would read");
                        assertFalse(
                                document.at(reference.substring(1)).isMissingNode(),
                                path + " leads nowhere: " + reference);
                        referred.add(reference.substring(1));
                    }
                });
        referred.addAll(REFERRED_TO_OTHERWISE);
        var unused = new ArrayList<String>();
        for (var kind : document.path("components").properties()) {
            for (var component : kind.getValue().properties()) {
                unused.add("/components/" + kind.getKey() + "/" + component.getKey());
            }
        }
        unused.removeAll(referred);

        assertEquals(List.of(), unused);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void each_example_fits_its_schema(Document described) {
        var schemas = new Schemas(described.json());
        var faults = new ArrayList<String>();
        var count = new ArrayList<String>();
        each(
                described.json(),
                "",
                (path, node) -> {
                    JsonNode schema = node.has("schema") ? node.path("schema") : node;
                    var examples = new ArrayList<JsonNode>();
                    if (node.has("example")) {
                        examples.add(node.path("example"));
                    }
                    // Those of messages have parts, and are looked at with the messages.
                    if (!path.matches("/components/messages/[^/]+")) {
                        node.path("examples").forEach(examples::add);
                    }
                    for (JsonNode example : examples) {
                        count.add(path);
                        schemas.faults(schema, example)
                                .forEach(fault -> faults.add(path + ": " + fault));
                    }
                });

        assertEquals(List.of(), faults);
        assertTrue(count.size() > 5, count.size() + " examples");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void it_has_the_version_of_the_program(Document described) throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String version = described.json().at("/info/version").asText();

        assertTrue(pom.contains("<version>" + version + "</version>"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void what_is_served_as_yaml_says_the_same_without_anchors(Document described) {
        byte[] served = described.asYaml();
        var yaml = new String(served, UTF_8);

        assertEquals(described.json(), yaml(served));
        assertFalse(yaml.contains("x-repeated"));
        assertTrue(yaml.lines().noneMatch(it -> it.matches(".*: [&*][a-z0-9]+.*")), yaml);
    }

    static JsonNode yaml(byte[] text) {
        return new ObjectMapper().valueToTree(new Yaml().load(new String(text, UTF_8)));
    }

    /** Shows each object, however deep, with its path. */
    private static void each(JsonNode node, String path, BiConsumer<String, JsonNode> look) {
        if (node.isObject()) {
            look.accept(path, node);
            node.properties().forEach(it -> each(it.getValue(), path + "/" + it.getKey(), look));
        } else {
            node.forEach(it -> each(it, path, look));
        }
    }
}
