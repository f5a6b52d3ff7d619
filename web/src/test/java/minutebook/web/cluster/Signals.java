package minutebook.web.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no word for, to single processes. */
public final class Signals {
    public static final String STOP = "STOP";
    public static final String CONTINUE = "CONT";

    private Signals() {}

    /** A process that has ended meanwhile gets none. */
    public static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
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
