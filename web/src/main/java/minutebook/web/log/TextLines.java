package minutebook.web.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines for people. Whatever a message has in it, it cannot begin a new one. */
public final class TextLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public String format(LogRecord record) {
        Line line = Line.of(record, this);
        return "%s %s %s %s%s%n%s"
                .formatted(
                        TIME.format(line.time().atZone(ZoneId.systemDefault())),
                        line.level(),
                        line.logger(),
                        inOneLine(line.message()),
                        about(line),
                        line.exception() == null ? "" : line.exception());
    }

    private static String inOneLine(String text) {
        return text.codePoints()
                .mapToObj(
                        c ->
                                Character.isISOControl(c)
                                        ? "\\u%04x".formatted(c)
                                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String about(Line line) {
        String about =
                Stream.of(
                                named("request", line.requestId()),
                                named("command", line.commandId()),
                                named("position", line.position()))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
        return about.isEmpty() ? "" : " [" + about + "]";
    }

    private static String named(String name, @Nullable Object value) {
        return value == null ? "" : name + " " + value;
    }
}
