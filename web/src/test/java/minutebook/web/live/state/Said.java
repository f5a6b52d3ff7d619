package minutebook.web.live.state;

import com.fasterxml.jackson.databind.JsonNode;

/** A message as a page shows it; what is not there is empty, a receiver 0. */
record Said(long id, long sender, long receiver, String content, String fileName, String file) {

    /** Of a {@code message_item}. */
    static Said of(JsonNode item) {
        return new Said(
                item.path("id").asLong(),
                item.path("sender").path("id").asLong(),
                item.path("receiver").path("id").asLong(),
                item.path("content").asText(""),
                item.path("file_name").asText(""),
                item.path("file_base64").asText(""));
    }
}
