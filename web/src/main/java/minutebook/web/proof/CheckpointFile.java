package minutebook.web.proof;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of checkpoints: one line of JSON each, in the order in which they were signed. It is
 * only ever added to, by one process; others read it beside. About 300 bytes each.
 */
public final class CheckpointFile {
    /** In the folder of checkpoints. */
    static final String NAME = "checkpoints.ndjson";

    private final Path path;

    public CheckpointFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /**
     * All of them; none where there is no file.
     *
     * @throws IOException naming the first line that is none, for people
     */
    public List<SignedCheckpoint> read() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = Files.readString(path);
        var found = new ArrayList<SignedCheckpoint>();
        // What stands behind the last end of a line is just being written.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            found.add(read(line, found.size() + 1));
        }
        return found;
    }

    private SignedCheckpoint read(String line, int number) throws IOException {
        try {
            return SignedCheckpoint.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException none) {
            throw new IOException("%s, line %d: not a checkpoint".formatted(path, number), none);
        }
    }

    /** Whether there is anything in it. */
    boolean isThere() throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }

    /** Adds one. Returns once it is on the disk. */
    void add(SignedCheckpoint checkpoint) throws IOException {
        try (var file = FileChannel.open(path, CREATE, READ, WRITE)) {
            // A crash may have left half a line, which was never said to anybody.
            file.truncate(wholeLines(file));
            byte[] json = checkpoint.json();
            var line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
            file.position(file.size());
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        }
    }

    /** How long the file is up to the end of its last whole line. */
    private static long wholeLines(FileChannel file) throws IOException {
        var one = ByteBuffer.allocate(1);
        for (long end = file.size(); end > 0; end--) {
            file.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
