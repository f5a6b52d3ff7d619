package minutebook.web.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryRange;
import minutebook.web.http.Json;
import minutebook.web.proof.ExportProof;
import minutebook.web.proof.SigningKey;

/**
 * An export as lines of JSON that proves itself: where a line does not stand behind the position
 * before it, it says what hash did ({@code previous_hash}), and the last line is a {@link
 * ExportProof}.
 */
final class ProvenLines implements ExportLines {
    private final SigningKey key;
    private final String epoch;
    private final String asked;
    private final EntryRange range;
    private final BookEntries entries;
    private final Clock clock;
    private final MessageDigest digest;
    private long last;
    private long written;

    /** {@code asked}: the filters, as in the address; empty: everything in the range. */
    ProvenLines(
            SigningKey key,
            String epoch,
            String asked,
            EntryRange range,
            BookEntries entries,
            Clock clock) {
        this.key = key;
        this.epoch = epoch;
        this.asked = asked;
        this.range = range;
        this.entries = entries;
        this.clock = clock;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public void begin(OutputStream out) {
        // Nothing: what is resumed is simply appended, and has a proof of its own.
    }

    @Override
    public void entry(BookEntry entry, OutputStream out) throws IOException {
        EntryView view = EntryView.of(entry);
        boolean follows = entry.position() == last + 1;
        byte[] line = Json.write(follows ? view : view.after(hashBefore(entry.position())));
        digest.update(line);
        digest.update((byte) '\n');
        out.write(line);
        out.write('\n');
        last = entry.position();
        written++;
    }

    private String hashBefore(long position) {
        return entries.find(position - 1).map(BookEntry::hash).orElse("");
    }

    @Override
    public void end(OutputStream out) throws IOException {
        var proof =
                new ExportProof(
                        epoch,
                        asked,
                        range.at() + 1,
                        range.end(),
                        written,
                        HexFormat.of().formatHex(digest.digest()),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                        "",
                        "");
        out.write(proof.signedBy(key).json());
        out.write('\n');
    }
}
