package minutebook.web.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import minutebook.events.log.About;
import minutebook.web.http.Json;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final UUID COMMAND = UUID.fromString("0197f3a0-0000-7000-8000-00000000002a");

    @Test
    void a_line_of_json_has_the_command_and_the_position_that_it_is_about() throws Exception {
        var line =
                Json.read(
                        written(new JsonLines(), About.command(COMMAND))
                                .getBytes(StandardCharsets.UTF_8));

        assertEquals("It \"happened\"\nto 5", line.path("message").asText());
        assertEquals("WARNING", line.path("level").asText());
        assertEquals("a.logger", line.path("logger").asText());
        assertEquals(COMMAND.toString(), line.path("command_id").asText());
        assertFalse(line.has("position"));
        assertFalse(line.has("request_id"));
        assertTrue(line.path("exception").asText().contains("IllegalStateException: why"));

        assertEquals(
                42,
                Json.read(
                                written(new JsonLines(), About.event(42))
                                        .getBytes(StandardCharsets.UTF_8))
                        .path("position")
                        .asLong());
    }

    @Test
    void a_line_of_text_says_the_same_and_no_message_begins_a_new_one() {
        String[] lines = written(new TextLines(), About.event(42)).split("\n", -1);

        assertTrue(
                lines[0].endsWith(" WARNING a.logger It \"happened\"\\u000ato 5 [position 42]"),
                lines[0]);
        assertEquals("java.lang.IllegalStateException: why", lines[1]);
    }

    @Test
    void what_is_about_nothing_says_nothing_of_it() {
        String first = line(new TextLines()).lines().findFirst().orElse("");

        assertFalse(first.contains("["), first);
    }

    private static String written(Formatter form, About about) {
        var line = new StringBuilder();
        about.in(() -> line.append(line(form)));
        return line.toString();
    }

    private static String line(Formatter form) {
        var record = new LogRecord(Level.WARNING, "It \"happened\"\nto {0}");
        record.setParameters(new Object[] {5});
        record.setLoggerName("a.logger");
        record.setThrown(new IllegalStateException("why"));
        return form.format(record);
    }
}
