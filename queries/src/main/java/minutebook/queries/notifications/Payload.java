package minutebook.queries.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.UncheckedIOException;
import java.time.Instant;
import minutebook.events.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets of a notification, in the order of its keys; without data, or a project, no
 * such keys.
 */
@JsonNaming(SnakeCaseStrategy.class)
record Payload(
        String type,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object data,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProjectId projectId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String projectTitle,
        String createdAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Payload of(Announcement announcement, @Nullable ProjectId project, Instant recordedAt) {
        return new Payload(
                announcement.type().text(),
                announcement.message(),
                announcement.data(),
                project,
                announcement.title(),
                recordedAt.toString());
    }

    /** One line. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
