package minutebook.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import minutebook.web.proof.Checkpoints;
import minutebook.web.proof.ExportCheck;
import minutebook.web.proof.VerifyingKey;
import minutebook.web.start.CannotStart;

/**
 * An export, verified without server or database: the verdict on {@code out}, progress on {@code
 * err}.
 */
final class ExportVerify {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int TELL_EVERY = 500_000;

    private final PrintStream out;
    private final PrintStream err;

    ExportVerify(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Reads it to the end, or to the first fault.
     *
     * @param keyFile the public key that must have signed it; empty: that of the node of {@code
     *     dataDir}, if there is one
     * @return the exit code: 0 or {@link OperatorVerify#BROKEN}
     * @throws CannotStart if a file cannot be read
     */
    int run(Path export, Optional<Path> keyFile, Path dataDir) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(export), BUFFER_BYTES)) {
            Optional<VerifyingKey> key = Checkpoints.key(dataDir, keyFile);
            ExportCheck.Result result = new ExportCheck(key, this::tell).check(in);
            out.println(result.sentence());
            return result.whole() ? 0 : OperatorVerify.BROKEN;
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "The export cannot be verified: %s.".formatted(unreadable.getMessage()),
                    unreadable);
        }
    }

    private void tell(long events) {
        if (events % TELL_EVERY == 0) {
            err.println(String.format(Locale.ROOT, "%,d events", events));
        }
    }
}
