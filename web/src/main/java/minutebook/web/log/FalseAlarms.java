package minutebook.web.log;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps out of the log what a library calls a failure, and is none. */
public final class FalseAlarms implements Filter {

    /** Made by the JDK, which reads its name in the configuration. */
    public FalseAlarms() {}

    /**
     * Who connects in the very moment in which the port is closed finds it closed, as whoever comes
     * a moment later does.
     */
    @Override
    public boolean isLoggable(LogRecord line) {
        return !"io.helidon.webserver.ServerListener".equals(line.getLoggerName())
                || !String.valueOf(line.getMessage()).startsWith("Executor rejected handler");
    }
}
