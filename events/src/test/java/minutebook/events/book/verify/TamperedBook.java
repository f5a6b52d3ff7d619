package minutebook.events.book.verify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.HashChain;
import minutebook.events.book.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A book in memory that anybody may write in, as only those can who own the database. */
final class TamperedBook {

    /** A row, with what stands there as its hash. */
    record Row(
            long position,
            String stream,
            long version,
            String type,
            String data,
            @Nullable Long actor,
            UUID command,
            long micros,
            byte[] hash) {

        Row at(long newPosition) {
            return new Row(newPosition, stream, version, type, data, actor, command, micros, hash);
        }

        Row withHash(byte[] newHash) {
            return new Row(position, stream, version, type, data, actor, command, micros, newHash);
        }

        Row withData(String newData) {
            return new Row(position, stream, version, type, newData, actor, command, micros, hash);
        }

        Row withVersion(long newVersion) {
            return new Row(position, stream, newVersion, type, data, actor, command, micros, hash);
        }

        Row withMicros(long newMicros) {
            return new Row(position, stream, version, type, data, actor, command, newMicros, hash);
        }

        /** With another value in one of its columns, of which there are eight beside position. */
        Row changed(int column, Random random) {
            return switch (column) {
                case 0 ->
                        new Row(
                                position,
                                stream + "1",
                                version,
                                type,
                                data,
                                actor,
                                command,
                                micros,
                                hash);
                case 1 -> withVersion(version ^ (1L << random.nextInt(64)));
                case 2 ->
                        new Row(
                                position,
                                stream,
                                version,
                                type.substring(1),
                                data,
                                actor,
                                command,
                                micros,
                                hash);
                case 3 -> withData(data.replace('e', 'é'));
                case 4 ->
                        new Row(
                                position,
                                stream,
                                version,
                                type,
                                data,
                                actor == null ? 1 : actor + 1,
                                command,
                                micros,
                                hash);
                case 5 ->
                        new Row(
                                position,
                                stream,
                                version,
                                type,
                                data,
                                actor,
                                otherCommand(random),
                                micros,
                                hash);
                case 6 -> withMicros(micros ^ (1L << random.nextInt(40)));
                default -> withHash(flipped(random));
            };
        }

        private UUID otherCommand(Random random) {
            return new UUID(
                    command.getMostSignificantBits() ^ (1L << random.nextInt(64)),
                    command.getLeastSignificantBits());
        }

        private byte[] flipped(Random random) {
            byte[] other = hash.clone();
            other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            return other;
        }

        private StoredEvent stored() {
            return new StoredEvent(
                    position,
                    new StreamId(stream),
                    version,
                    type,
                    data,
                    actor == null ? null : new UserId(actor),
                    command,
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }

        BookRow bookRow() {
            return BookRow.of(
                    position,
                    stream,
                    version,
                    type,
                    data,
                    actor == null ? null : actor.toString(),
                    command.toString(),
                    micros,
                    hash);
        }
    }

    final List<Row> rows = new ArrayList<>();
    final Map<Long, byte[]> known = new HashMap<>();
    Head head = new Head(0, new byte[32]);
    private final Random random;
    private final List<byte[]> written = new ArrayList<>();

    /** A true one. */
    TamperedBook(int events, Random random) {
        this.random = random;
        written.add(new byte[32]);
        var versions = new HashMap<String, Long>();
        long micros = 1_700_000_000_000_000L;
        for (int position = 1; position <= events; position++) {
            String stream = "room-" + random.nextInt(5);
            micros += random.nextInt(3);
            rows.add(row(position, stream, versions.merge(stream, 1L, Long::sum), micros));
        }
        chain(1);
        rows.forEach(row -> written.add(row.hash()));
        head = new Head(events, hash(events));
    }

    private Row row(long position, String stream, long version, long micros) {
        return new Row(
                position,
                stream,
                version,
                "message-sent",
                "{\"content\": \"" + random.nextInt() + "\"}",
                random.nextBoolean() ? null : random.nextLong(1, 1_000),
                new UUID(random.nextLong(), random.nextLong()),
                micros,
                new byte[32]);
    }

    /** A row of no meaning, for this place. */
    Row stranger(long position) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return row(position, "room-" + random.nextInt(9), 1 + random.nextInt(4), random.nextLong(9))
                .withHash(hash);
    }

    /** The hash that was written at a position; 0: before the first. */
    byte[] hash(long position) {
        return written.get((int) position);
    }

    Row get(long position) {
        return rows.get((int) position - 1);
    }

    void set(long position, Row row) {
        rows.set((int) position - 1, row);
    }

    /** Makes the hashes of {@code count} rows anew, each from the one before. */
    void chain(long from, int count) {
        var chain = new HashChain(from == 1 ? new byte[32] : get(from - 1).hash());
        for (long position = from; position < from + count; position++) {
            set(position, get(position).withHash(chain.add(get(position).stored())));
        }
    }

    void chain(long from) {
        chain(from, rows.size() - (int) from + 1);
    }

    void remove(long position, int count) {
        rows.subList((int) position - 1, (int) position - 1 + count).clear();
    }

    void insert(long position, Row row) {
        rows.add((int) position - 1, row);
    }

    /** Numbers all rows as they stand. */
    void renumber() {
        for (int position = 1; position <= rows.size(); position++) {
            set(position, get(position).at(position));
        }
    }

    Verdict walk() {
        return walkFrom(1).endAtHead(head);
    }

    /** A walk over all rows from there on, as the table would give them. */
    ChainWalk walkFrom(long from) {
        ChainWalk walk =
                from == 1
                        ? ChainWalk.fromTheFirst(known)
                        : ChainWalk.from(from, hash(from - 1), known);
        rows.stream()
                .filter(row -> row.position() >= from || from == 1)
                .sorted(Comparator.comparingLong(Row::position))
                .map(Row::bookRow)
                .takeWhile(walk::take)
                .forEach(_ -> {});
        return walk;
    }
}
