package minutebook.web.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import minutebook.events.log.About;
import minutebook.web.door.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the log says, whatever its form. Made on the thread that writes it: it knows for
 * which request that works, and what the line is about.
 *
 * @param requestId of the request that is being answered, or that has opened the socket; null: none
 * @param commandId of the command that is being done, or that has caused the event; null: none
 * @param position of that event, or of the command's last; null: none
 * @param exception with its whole stack; null: none
 */
record Line(
        Instant time,
        String level,
        String logger,
        String message,
        @Nullable String requestId,
        @Nullable String commandId,
        @Nullable Long position,
        @Nullable String exception) {

    static Line of(LogRecord record, Formatter texts) {
        Optional<About> about = About.current();
        return new Line(
                record.getInstant().truncatedTo(ChronoUnit.MILLIS),
                record.getLevel().getName(),
                String.valueOf(record.getLoggerName()),
                texts.formatMessage(record),
                Exchange.current().map(Exchange::requestId).orElse(null),
                about.map(About::command).map(Object::toString).orElse(null),
                about.map(About::position).filter(position -> position > 0).orElse(null),
                stack(record.getThrown()));
    }

    private static @Nullable String stack(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
