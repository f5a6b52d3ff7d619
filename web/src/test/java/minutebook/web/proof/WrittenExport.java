package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.HashChain;
import minutebook.events.book.StoredEvent;
import minutebook.events.digest.Sha256;
import minutebook.web.http.Json;

/** A book in memory, and its exports: as the server writes them, by another hand. */
final class WrittenExport {
    private static final Instant BEGAN = Instant.parse("2026-03-02T09:30:00.123456Z");

    private final SigningKey key;
    private final List<StoredEvent> events = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();

    WrittenExport(SigningKey key, int length) {
        this.key = key;
        var chain = new HashChain(new byte[32]);
        for (int i = 1; i <= length; i++) {
            var event =
                    new StoredEvent(
                            i,
                            new StreamId("project-" + i % 3),
                            (i + 2) / 3,
                            i % 2 == 0 ? "project-renamed" : "message-sent",
                            "{\"title\":\"Brücke\\n%d\"}".formatted(i),
                            i % 5 == 0 ? null : new UserId(i),
                            new UUID(7, i),
                            BEGAN.plusNanos(1_000L * i));
            events.add(event);
            hashes.add(HexFormat.of().formatHex(chain.add(event)));
        }
    }

    /** All of the positions from one to another, both included, with the proof. */
    String all(int from, int to) {
        var lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append(line(i, i == from));
        }
        return proven(lines.toString(), "", from, to, to - from + 1);
    }

    /** Only the renamed ones, of all positions. */
    String renamed() {
        String lines =
                events.stream()
                        .filter(it -> it.type().equals("project-renamed"))
                        .map(it -> line((int) it.position(), true))
                        .collect(Collectors.joining());
        return proven(lines, "type=project-renamed", 1, events.size(), events.size() / 2);
    }

    private String line(int position, boolean first) {
        StoredEvent it = events.get(position - 1);
        return """
               {"position":%d,"stream":"%s","version":%d,"type":"%s","data":%s,"actor":%s,"command_id":"%s",\
               "recorded_at":"%s","hash":"%s","event":{"title":"Bridge"}%s}
               """
                .formatted(
                        it.position(),
                        it.stream().name(),
                        it.version(),
                        it.type(),
                        new String(Json.write(it.data()), UTF_8),
                        it.actor(),
                        it.commandId(),
                        it.recordedAt(),
                        hashes.get(position - 1),
                        first && position > 1
                                ? ",\"previous_hash\":\"%s\"".formatted(hashes.get(position - 2))
                                : "");
    }

    private String proven(String lines, String asked, long from, long to, long count) {
        String sha256 = HexFormat.of().formatHex(Sha256.of(lines.getBytes(UTF_8)));
        var proof =
                new ExportProof(
                        "epoch", asked, from, to, count, sha256, "2026-03-03T00:00:00Z", "", "");
        return lines + new String(proof.signedBy(key).json(), UTF_8) + "\n";
    }
}
