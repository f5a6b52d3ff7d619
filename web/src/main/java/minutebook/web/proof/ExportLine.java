package minutebook.web.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import minutebook.events.book.verify.BookRow;
import minutebook.web.http.Json;

/** A line of an export: an entry of the book, or the proof of those before. */
sealed interface ExportLine {

    /**
     * @param previous the hash before it, where the line before it is not the position before it
     */
    record Entry(BookRow row, Optional<byte[]> previous) implements ExportLine {}

    record Proof(ExportProof proof) implements ExportLine {}

    /** Throws {@link IOException}, for people, if it is neither. */
    static ExportLine read(byte[] line) throws IOException {
        JsonNode object = Json.read(line);
        return object.has("proof")
                ? new Proof(ExportProof.of(object.path("proof")))
                : entry(object);
    }

    private static Entry entry(JsonNode object) throws IOException {
        var members = new Members(object, "an entry of the book");
        JsonNode actor = object.path("actor");
        try {
            var row =
                    BookRow.of(
                            members.number("position"),
                            members.text("stream"),
                            members.number("version"),
                            members.text("type"),
                            members.text("data"),
                            actor.isNull() ? null : Long.toString(members.number("actor")),
                            members.text("command_id"),
                            ChronoUnit.MICROS.between(
                                    Instant.EPOCH, Instant.parse(members.text("recorded_at"))),
                            HexFormat.of().parseHex(members.text("hash")));
            return new Entry(
                    row,
                    object.has("previous_hash")
                            ? Optional.of(HexFormat.of().parseHex(members.text("previous_hash")))
                            : Optional.empty());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException none) {
            throw new IOException("not an entry of the book: a hash or a time is none", none);
        }
    }
}
