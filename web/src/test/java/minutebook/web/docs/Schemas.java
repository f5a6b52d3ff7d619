package minutebook.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of a document, in the dialect that it is written in, each compiled when it is first
 * needed. Thread-safe.
 */
final class Schemas {
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private static final JsonSchemaFactory OPENAPI =
            factory(VersionFlag.V202012, JsonMetaSchema.getV202012());

    private static final JsonSchemaFactory ASYNCAPI =
            factory(VersionFlag.V7, JsonMetaSchema.getV7());

    private final JsonSchemaFactory factory;
    private final JsonNode components;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        factory = document.has("asyncapi") ? ASYNCAPI : OPENAPI;
        components = document.path("components");
    }

    private static JsonSchemaFactory factory(VersionFlag version, JsonMetaSchema dialect) {
        JsonMetaSchema ours =
                JsonMetaSchema.builder(dialect)
                        .keyword(new NonValidationKeyword("components"))
                        .keyword(new NonValidationKeyword("example"))
                        .build();
        return JsonSchemaFactory.getInstance(version, builder -> builder.metaSchema(ours));
    }

    /** What is wrong with {@code value}: where it is, and what the schema wants; empty: nothing. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(it -> it.getMessage() + " (schema: " + it.getEvaluationPath() + ")")
                .sorted()
                .toList();
    }

    /** By itself a schema would not find what it refers to. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        return factory.getSchema(whole, STRICT);
    }
}
