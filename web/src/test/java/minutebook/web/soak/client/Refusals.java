package minutebook.web.soak.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What a socket is answered in the place of an ack. */
final class Refusals {
    private static final Set<String> FINAL =
            Set.of(
                    "Project Not Found",
                    "You must be a project's member.",
                    "Input payload validation failed");

    private Refusals() {}

    /** Whether the same would be answered again; else the server is only busy. */
    static boolean areFinal(JsonNode answer) {
        return FINAL.contains(answer.path("message").asText());
    }
}
