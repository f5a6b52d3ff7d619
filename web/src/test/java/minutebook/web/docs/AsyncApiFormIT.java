package minutebook.web.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.Set;
import minutebook.web.live.socketio.NodeClients;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description of what comes live has the form of AsyncAPI 3.0, by AsyncAPI's own schema. */
class AsyncApiFormIT {
    private static final JsonNode DOCUMENT = Document.asyncApi().json();

    private static JsonSchema form;

    @BeforeAll
    static void take_the_schema_from_its_package() throws Exception {
        byte[] text = NodeClients.file("@asyncapi/specs/schemas/3.0.0-without-$id.json");
        form =
                JsonSchemaFactory.getInstance(VersionFlag.V7)
                        .getSchema(new ObjectMapper().readTree(text));
    }

    @Test
    void it_has_the_form_of_asyncapi() {
        assertEquals(Set.of(), form.validate(DOCUMENT));
    }

    @Test
    void the_schema_notices_a_misspelled_key() {
        ObjectNode broken = DOCUMENT.deepCopy();
        ((ObjectNode) broken.at("/operations/sendMessage")).put("sumary", "misspelled");

        assertFalse(form.validate(broken).isEmpty());
    }
}
