package minutebook.web.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {
    private static final String LISTENER = "io.helidon.webserver.ServerListener";

    @Test
    void only_what_is_said_of_a_port_that_is_closed_is_kept_out() {
        assertFalse(isLoggable(LISTENER, "Executor rejected handler for new connection"));
        assertTrue(isLoggable(LISTENER, "Got a socket exception while listening"));
        assertTrue(isLoggable("a.logger", "Executor rejected handler for new connection"));
    }

    private static boolean isLoggable(String logger, String message) {
        var line = new LogRecord(Level.SEVERE, message);
        line.setLoggerName(logger);
        return new FalseAlarms().isLoggable(line);
    }

    @Test
    void the_configuration_names_it() throws Exception {
        var configuration = new Properties();
        try (var file = FalseAlarms.class.getResourceAsStream("/logging.properties")) {
            configuration.load(file);
        }
        assertEquals(
                FalseAlarms.class.getName(),
                configuration.getProperty("java.util.logging.ConsoleHandler.filter"));
    }
}
