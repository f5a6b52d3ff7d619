package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.representer.Representer;

/**
 * What clients may rely on, for programs: a file of ours in YAML, where what repeats is said once,
 * made whole. Immutable.
 */
final class Document {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<?, ?> tree;

    private Document(Map<?, ?> tree) {
        this.tree = tree;
    }

    /** The REST API, in OpenAPI 3.1. Read anew each time from the program's own files. */
    static Document openApi() {
        return new Document(new DocumentReader().whole("openapi.yaml"));
    }

    /** Server-sent events and Socket.IO, in AsyncAPI 3.0. Read anew each time likewise. */
    static Document asyncApi() {
        return new Document(new DocumentReader().whole("asyncapi.yaml"));
    }

    JsonNode json() {
        return JSON.valueToTree(tree);
    }

    byte[] asJson() {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] asYaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(new Representer(options), options).dump(tree).getBytes(UTF_8);
    }
}
