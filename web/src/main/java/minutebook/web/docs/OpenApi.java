package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minutebook.web.pages.Resource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The description of the REST API (OpenAPI 3.1): {@code openapi.yaml}, where what repeats is said
 * once, made whole. Immutable.
 */
public final class OpenApi {
    /** Where the parts stand that are said once; of no use to who reads the whole. */
    private static final String REPEATED = "x-repeated";

    private static final String RESPONSES = "responses";
    private static final int ALIASES_MAX = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<?, ?> tree;

    private OpenApi(Map<?, ?> tree) {
        this.tree = tree;
    }

    /** Reads it from the program's own files. */
    public static OpenApi read() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        Map<?, ?> written =
                new Yaml(new SafeConstructor(options))
                        .load(new String(Resource.read(OpenApi.class, "openapi.yaml"), UTF_8));
        var tree = new LinkedHashMap<Object, @Nullable Object>(written);
        tree.remove(REPEATED);
        return new OpenApi((Map<?, ?>) whole(tree));
    }

    /** A copy in which nothing stands twice, so that it is written without references to itself. */
    private static Object whole(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, each) -> copy.put(key, each == null ? null : wholeAt(key, each)));
                yield copy;
            }
            case List<?> list ->
                    list.stream()
                            .map(OpenApi::whole)
                            .collect(Collectors.toCollection(ArrayList::new));
            default -> value;
        };
    }

    /** A merge puts what is repeated first: statuses are read in their own order. */
    private static Object wholeAt(Object key, Object value) {
        Object whole = whole(value);
        return key.equals(RESPONSES) && whole instanceof Map<?, ?> responses
                ? new TreeMap<>(responses)
                : whole;
    }

    public JsonNode json() {
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
