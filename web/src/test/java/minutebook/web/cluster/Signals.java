package minutebook.web.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no word for, to single processes. */
public final class Signals {
    public static final String STOP = "STOP";
    public static final String CONTINUE = "CONT";

    private Signals() {}

    /** Those that have ended meanwhile get none. */
    public static void send(String signal, ProcessHandle... processes) {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        for (ProcessHandle it : processes) {
            command.add(String.valueOf(it.pid()));
        }
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
