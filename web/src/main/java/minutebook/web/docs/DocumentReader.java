package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minutebook.web.pages.Resource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads a document's file, and makes it whole: anchors are resolved, and what another file of ours
 * says is copied from there, so that who gets the document needs nothing else. For one thread.
 */
final class DocumentReader {
    /** Where the parts stand that are said once; of no use to who reads the whole. */
    private static final String REPEATED = "x-repeated";

    /** Headers that every answer has, which OpenAPI has no place for. */
    private static final String ALWAYS = "x-every-answer";

    private static final String REFERENCE = "$ref";
    private static final String RESPONSES = "responses";
    private static final int ALIASES_MAX = 1_000;

    private static final String HEADERS = "headers";

    private final Map<String, Map<?, ?>> files = new HashMap<>();
    private Map<?, ?> everyAnswer = Map.of();

    /** The document that a file holds, which lies beside this class. */
    Map<?, ?> whole(String file) {
        var tree = new LinkedHashMap<Object, @Nullable Object>(written(file));
        tree.remove(REPEATED);
        everyAnswer = tree.remove(ALWAYS) instanceof Map<?, ?> headers ? headers : Map.of();
        return (Map<?, ?>) whole(tree);
    }

    private Map<?, ?> written(String file) {
        return files.computeIfAbsent(file, DocumentReader::load);
    }

    private static Map<?, ?> load(String file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(ALIASES_MAX);
        return new Yaml(new SafeConstructor(options))
                .load(new String(Resource.read(DocumentReader.class, file), UTF_8));
    }

    /** A copy in which nothing stands twice, so that it is written without references to itself. */
    private Object whole(Object value) {
        return switch (value) {
            case Map<?, ?> map
                    when map.get(REFERENCE) instanceof String to && !to.startsWith("#") ->
                    whole(elsewhere(to));
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, each) -> copy.put(key, each == null ? null : wholeAt(key, each)));
                yield copy;
            }
            case List<?> list ->
                    list.stream().map(this::whole).collect(Collectors.toCollection(ArrayList::new));
            default -> value;
        };
    }

    /** A merge puts what is repeated first: statuses are read in their own order. */
    private Object wholeAt(Object key, Object value) {
        Object whole = whole(value);
        if (!key.equals(RESPONSES) || !(whole instanceof Map<?, ?> responses)) {
            return whole;
        }
        var sorted = new TreeMap<Object, Object>();
        responses.forEach((status, response) -> sorted.put(status, answer((Map<?, ?>) response)));
        return sorted;
    }

    private Map<?, ?> answer(Map<?, ?> response) {
        if (everyAnswer.isEmpty() || response.containsKey(REFERENCE)) {
            return response;
        }
        var headers = new LinkedHashMap<Object, @Nullable Object>();
        everyAnswer.forEach((name, header) -> headers.put(name, whole(header)));
        if (response.get(HEADERS) instanceof Map<?, ?> own) {
            headers.putAll(own);
        }
        var complete = new LinkedHashMap<Object, @Nullable Object>(response);
        complete.put(HEADERS, headers);
        return complete;
    }

    /** What {@code file#/a/b} leads to. */
    private Object elsewhere(String reference) {
        String[] parts = reference.split("#/", 2);
        Object found = written(parts[0]);
        for (String key : parts[1].split("/", -1)) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(key), reference);
        }
        return found;
    }
}
