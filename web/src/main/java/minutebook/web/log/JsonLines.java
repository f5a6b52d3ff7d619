package minutebook.web.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;

/** One JSON object a line, for programs. */
public final class JsonLines extends Formatter {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Fields(
            String time,
            String level,
            String logger,
            String message,
            @Nullable String requestId,
            @Nullable String commandId,
            @Nullable Long position,
            @Nullable String exception) {}

    @Override
    public String format(LogRecord record) {
        Line line = Line.of(record, this);
        var fields =
                new Fields(
                        line.time().toString(),
                        line.level(),
                        line.logger(),
                        line.message(),
                        line.requestId(),
                        line.commandId(),
                        line.position(),
                        line.exception());
        return new String(Json.write(fields), StandardCharsets.UTF_8) + "\n";
    }
}
