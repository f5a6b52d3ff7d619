package minutebook.web.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minutebook.events.book.verify.Flaw;
import minutebook.events.book.verify.Verdict;
import minutebook.events.book.verify.Verdict.Broken;

/**
 * Checkpoints that were found to be signed by a key.
 *
 * @param all in the order in which they were signed
 * @param expected whether there should be some: there is a key that signs
 */
public record Checkpoints(List<SignedCheckpoint> all, boolean expected) {
    /** In {@code DATA_DIR}. */
    private static final String FOLDER = "checkpoints";

    public Checkpoints {
        all = List.copyOf(all);
    }

    /** No checkpoint. */
    public static Checkpoints none() {
        return new Checkpoints(List.of(), false);
    }

    /** Where a node keeps its own, and its key; made, where it is not there. */
    public static Path folder(Path dataDir) throws IOException {
        return Files.createDirectories(dataDir.resolve(FOLDER));
    }

    /** The file of a node, in its {@link #folder}. */
    public static CheckpointFile file(Path folder) {
        return new CheckpointFile(folder.resolve(CheckpointFile.NAME));
    }

    /**
     * What the node of a {@code DATA_DIR} has signed; nothing, where there is no such node.
     *
     * @param file others than the node's own
     * @param key the public key that has signed them, a PEM file, instead of the node's own
     * @throws IOException naming the first that is not signed by the key, or that the file has
     *     none, for people
     */
    public static Checkpoints of(Path dataDir, Optional<Path> file, Optional<Path> key)
            throws IOException {
        Optional<VerifyingKey> verifying = key(dataDir, key);
        if (file.isEmpty() && verifying.isEmpty()) {
            return none();
        }
        Checkpoints found =
                read(
                        file.map(CheckpointFile::new).orElse(file(dataDir.resolve(FOLDER))),
                        verifying.orElseThrow(
                                () -> new IOException("there is no public key: give it by --key")));
        if (file.isPresent() && found.all.isEmpty()) {
            throw new IOException("%s: there is no checkpoint in it".formatted(file.get()));
        }
        return found;
    }

    /**
     * The public key of a file, or else of the node of a {@code DATA_DIR}; empty: there is no such
     * node.
     */
    public static Optional<VerifyingKey> key(Path dataDir, Optional<Path> file) throws IOException {
        Path key = file.orElse(dataDir.resolve(FOLDER).resolve(SigningKey.PUBLIC_FILE));
        return file.isPresent() || Files.exists(key)
                ? Optional.of(VerifyingKey.of(Files.readString(key)))
                : Optional.empty();
    }

    /**
     * Those of a file. Throws {@link IOException} naming the first that is not signed by the key.
     */
    public static Checkpoints read(CheckpointFile file, VerifyingKey key) throws IOException {
        List<SignedCheckpoint> all = file.read();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isSignedBy(key)) {
                throw new IOException(
                        "%s, line %d: not signed by the key %s"
                                .formatted(file.path(), i + 1, key.id()));
            }
        }
        return new Checkpoints(all, true);
    }

    /**
     * For a walk through a book of this epoch. Of two that contradict each other, the older counts.
     */
    public Map<Long, byte[]> known(String epoch) {
        var known = new HashMap<Long, byte[]>();
        lineage(epoch).counting().forEach(it -> known.putIfAbsent(it.position(), it.hashBytes()));
        return known;
    }

    /**
     * What is wrong with a book of this epoch, if they were signed for one of another. The chain of
     * hashes says nothing of the epoch.
     */
    Optional<Verdict> otherEpoch(String epoch) {
        return lineage(epoch)
                .stranger()
                .map(
                        it ->
                                new Broken(
                                        it.position(),
                                        Flaw.EPOCH,
                                        "The epoch of the book was changed: it is %s, but the checkpoint of position %d was signed for %s. If a backup was restored on purpose, sign that: scripts/new-epoch --sign."
                                                .formatted(epoch, it.position(), it.epoch())));
    }

    /** Those that a book of this epoch must fit, of positions in this piece, both ends included. */
    List<SignedCheckpoint> within(String epoch, long from, long to) {
        return lineage(epoch).counting().stream()
                .filter(it -> from <= it.position() && it.position() <= to)
                .toList();
    }

    /** Those of what was in the book before a backup was restored, and is not in the backup. */
    public List<SignedCheckpoint> lost(String epoch) {
        return lineage(epoch).lost();
    }

    private Lineage lineage(String epoch) {
        return Lineage.of(all, epoch);
    }
}
