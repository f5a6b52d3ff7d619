package minutebook.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import minutebook.web.log.JsonLines;
import minutebook.web.log.TextLines;

/** The forms that the log can have: lines for people, or one JSON object a line. */
public enum LogFormat {
    TEXT(TextLines.class),
    JSON(JsonLines.class);

    private final Class<? extends Formatter> formatter;

    LogFormat(Class<? extends Formatter> formatter) {
        this.formatter = formatter;
    }

    /** From now on, all that is logged in this process has this form. */
    void use() {
        // Helidon would read the plain file again, over what is set here.
        System.setProperty("io.helidon.logging.config.disabled", "true");
        String last = "\njava.util.logging.ConsoleHandler.formatter=" + formatter.getName() + "\n";
        try (InputStream file = LogFormat.class.getResourceAsStream("/logging.properties")) {
            var choice = new ByteArrayInputStream(last.getBytes(StandardCharsets.ISO_8859_1));
            LogManager.getLogManager().readConfiguration(new SequenceInputStream(file, choice));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
