package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import minutebook.web.http.Json;

/** What came over the wire, read by one who trusts nothing. */
final class Frames {
    private Frames() {}

    /** Missing: it is no JSON. */
    static JsonNode read(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException garbled) {
            return MissingNode.getInstance();
        }
    }
}
