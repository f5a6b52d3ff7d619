package minutebook.web.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import minutebook.events.book.verify.Verdict.Broken;

/**
 * Signs, because the operator says so, that the book was restored from a backup: the node's
 * checkpoints then go on with it. That the book itself tells of it is no reason to: who may cut off
 * its end may write that, too. For one thread.
 */
public final class Restorations {
    private final Connection database;
    private final CheckpointFile file;
    private final SigningKey key;
    private final Clock clock;

    /**
     * {@code folder}: of checkpoints. Throws {@link IOException} if it cannot be used, for people.
     */
    public Restorations(Connection database, Path folder, Clock clock) throws IOException {
        this.database = database;
        this.file = Checkpoints.file(folder);
        this.key = SigningKey.open(folder);
        this.clock = clock;
    }

    /** What the book says of a restoration. */
    private record Told(String before, String epoch, long upTo) {}

    /**
     * Whether the book that is there, of whichever epoch, fits what was signed up to its end: to be
     * known before it gets a new one. Blocks: some seconds a million events.
     *
     * @param upTo its end
     */
    public Verification verify(long upTo) throws SQLException, IOException {
        List<SignedCheckpoint> within =
                signed().stream().filter(it -> it.position() <= upTo).toList();
        return verify(within);
    }

    /**
     * Signs those that have led to the present epoch and are not signed yet, if the book fits; says
     * how it stands then. Where nothing was ever signed, nothing is now.
     */
    public Verification sign() throws SQLException, IOException {
        List<SignedCheckpoint> before = signed();
        var all = new ArrayList<>(before);
        for (Told each : before.isEmpty() ? List.<Told>of() : told()) {
            if (all.stream()
                    .noneMatch(
                            it -> it.restoredFrom() != null && it.epoch().equals(each.epoch()))) {
                String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
                all.add(
                        new SignedCheckpoint.Statement(
                                        each.epoch(),
                                        each.upTo(),
                                        hashAt(each.upTo()),
                                        now,
                                        each.before())
                                .sign(key));
            }
        }
        Verification found = verify(all);
        if (!(found.verdict() instanceof Broken)) {
            for (SignedCheckpoint each : all.subList(before.size(), all.size())) {
                file.add(each);
            }
        }
        return found;
    }

    private List<SignedCheckpoint> signed() throws IOException {
        return Checkpoints.read(file, key.verifyingKey()).all();
    }

    private Verification verify(List<SignedCheckpoint> checkpoints)
            throws SQLException, IOException {
        try {
            return Verification.of(
                    database,
                    1,
                    OptionalLong.empty(),
                    new Checkpoints(checkpoints, !checkpoints.isEmpty()),
                    (_, _) -> {});
        } catch (BehindTheEnd impossible) {
            throw new IOException("the book has no end", impossible);
        }
    }

    /** In order, the last is that to which the book owes its epoch. */
    private List<Told> told() throws SQLException {
        Deque<Told> chain = new ArrayDeque<>();
        try (var select =
                        database.prepareStatement(
                                """
                                select data ->> 'before', data ->> 'epoch', (data ->> 'up_to')::bigint,
                                    (select epoch from book.head)
                                from book.event
                                where stream = 'operator' and type = 'book-restored'
                                order by version desc
                                """);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                String wanted = chain.isEmpty() ? rows.getString(4) : chain.peek().before();
                // One that was broken off has given the book no epoch.
                if (rows.getString(2).equals(wanted)) {
                    chain.push(new Told(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return List.copyOf(chain);
    }

    private String hashAt(long position) throws SQLException, IOException {
        try (var select =
                database.prepareStatement("select hash from book.event where position = ?")) {
            select.setLong(1, position);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IOException("the book has no position " + position);
                }
                return HexFormat.of().formatHex(row.getBytes(1));
            }
        }
    }
}
