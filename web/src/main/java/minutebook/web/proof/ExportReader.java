package minutebook.web.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads an export line by line, in constant memory. For one thread. */
final class ExportReader {
    /** No line that was ever written is longer; of a longer one, only its beginning is read. */
    static final int LINE_BYTES_MAX = 4 << 20;

    private final InputStream export;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    ExportReader(InputStream export) {
        this.export = export;
    }

    /** The next line, without its end; null: there is no whole one left. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        for (int next = export.read(); next != '\n'; next = export.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
            if (line.size() > LINE_BYTES_MAX) {
                break;
            }
        }
        return line.toByteArray();
    }

    /** How many bytes stand behind the end of the last whole line, once there is none left. */
    int behind() {
        return line.size();
    }

    /**
     * What the lines up to the next proof have.
     *
     * @param lowest the lowest position within the bounds; empty: none is
     */
    record Rest(OptionalLong lowest, boolean hasProof) {}

    /** Reads on, up to the next proof or the end, looking for positions within these bounds. */
    Rest rest(long from, long below) throws IOException {
        OptionalLong lowest = OptionalLong.empty();
        for (byte[] next = next(); next != null; next = next()) {
            switch (parsed(next)) {
                case ExportLine.Proof _ -> {
                    return new Rest(lowest, true);
                }
                case ExportLine.Entry entry -> {
                    long position = entry.row().position();
                    if (from <= position && position < lowest.orElse(below)) {
                        lowest = OptionalLong.of(position);
                    }
                }
                case null -> {}
            }
        }
        return new Rest(lowest, false);
    }

    private static @Nullable ExportLine parsed(byte[] line) {
        try {
            return ExportLine.read(line);
        } catch (IOException none) {
            return null;
        }
    }
}
