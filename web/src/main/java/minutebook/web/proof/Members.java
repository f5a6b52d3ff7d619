package minutebook.web.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads the members of an object that was written by us, or by somebody else. */
record Members(JsonNode object, String kind) {

    String text(String name) throws IOException {
        JsonNode member = object.path(name);
        if (!member.isTextual()) {
            throw missing(name, "a text");
        }
        return member.textValue();
    }

    long number(String name) throws IOException {
        JsonNode member = object.path(name);
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw missing(name, "a whole number");
        }
        return member.longValue();
    }

    private IOException missing(String name, String what) {
        return new IOException("not %s: '%s' is not %s".formatted(kind, name, what));
    }
}
