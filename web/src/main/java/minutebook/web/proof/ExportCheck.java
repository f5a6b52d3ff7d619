package minutebook.web.proof;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import minutebook.events.book.verify.ChainWalk;
import minutebook.events.book.verify.Flaw;
import minutebook.events.book.verify.Verdict;
import minutebook.events.book.verify.Verdict.Broken;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an export with its proofs, which needs neither server nor database: each line's hash,
 * how the lines follow from each other, and that they are those that were signed. Of all events of
 * a range, that none is missing follows from the hashes; of some of them, only from the signature.
 *
 * <p>In constant memory. For one file and one thread.
 */
public final class ExportCheck {
    private final Optional<VerifyingKey> trusted;
    private final LongConsumer progress;

    private MessageDigest digest = sha256();
    private @Nullable ChainWalk chain;
    private long last;
    private long inPart;
    private long events;
    private long lines;
    private boolean saysWhatWasBefore;
    private @Nullable ExportProof proof;

    /**
     * @param trusted the key that must have signed; empty: any that the export names
     * @param progress hears how many events were verified, now and then
     */
    public ExportCheck(Optional<VerifyingKey> trusted, LongConsumer progress) {
        this.trusted = trusted;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param sentence for people
     */
    public record Result(boolean whole, String sentence) {}

    /** What is wrong with the file, as the sentence that is told. */
    private static final class Wrong extends Exception {
        private final @Nullable Gap gap;

        Wrong(String sentence) {
            this(sentence, null);
        }

        /** {@code gap}: what is behind may say why. */
        Wrong(String sentence, @Nullable Gap gap) {
            super(sentence, null, false, false);
            this.gap = gap;
        }
    }

    /**
     * Position {@code missing} is not there, but {@code instead}, a later one.
     *
     * @param isAtTheBeginning nothing says which position should be the first: any before the other
     */
    private record Gap(long missing, long instead, boolean isAtTheBeginning) {}

    /**
     * Reads to the end, or to the first fault. Blocks: some seconds a million events.
     *
     * @throws IOException if it cannot be read
     */
    public Result check(InputStream export) throws IOException {
        var reader = new ExportReader(export);
        try {
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                take(line);
            }
            return new Result(true, whole(reader.behind()));
        } catch (Wrong wrong) {
            return new Result(false, explained(wrong, reader));
        }
    }

    private String explained(Wrong wrong, ExportReader reader) throws IOException {
        String sentence = String.valueOf(wrong.getMessage());
        Gap gap = wrong.gap;
        if (gap == null) {
            return sentence;
        }
        ExportReader.Rest rest = reader.rest(gap.missing, gap.instead);
        long lowest = rest.lowest().orElse(0);
        if (lowest > 0 && (lowest == gap.missing || gap.isAtTheBeginning)) {
            return "Position %d was swapped: its line stands behind that of position %d."
                    .formatted(lowest, gap.instead);
        }
        // An export of some events only looks as if the others had been taken out.
        return proof == null && !saysWhatWasBefore && !rest.hasProof()
                ? "The export carries no proof, and position %d is not in it: was it exported with proof=true? Without, only all events from the first on can be verified."
                        .formatted(gap.missing)
                : sentence;
    }

    private void take(byte[] line) throws Wrong {
        lines++;
        if (line.length > ExportReader.LINE_BYTES_MAX) {
            throw new Wrong("Line %d is no line of an export: it is too long.".formatted(lines));
        }
        switch (parse(line)) {
            case ExportLine.Entry entry -> {
                digest.update(line);
                digest.update((byte) '\n');
                take(entry);
            }
            case ExportLine.Proof it -> take(it.proof());
        }
    }

    private ExportLine parse(byte[] line) throws Wrong {
        try {
            return ExportLine.read(line);
        } catch (IOException none) {
            throw new Wrong(
                    "Line %d, behind position %d, is no line of an export.".formatted(lines, last));
        }
    }

    private void take(ExportLine.Entry entry) throws Wrong {
        long position = entry.row().position();
        long expected = last + 1;
        ChainWalk walk = chain;
        saysWhatWasBefore |= entry.previous().isPresent();
        if (inPart == 0 || entry.previous().isPresent()) {
            endRun(last);
            walk = begin(position, entry.previous());
        } else if (walk == null) {
            throw new Wrong("Line %d does not say what stood before it.".formatted(lines));
        }
        if (!walk.take(entry.row())) {
            throwBroken(walk.endAt(position), new Gap(expected, position, false));
        }
        last = position;
        inPart++;
        events++;
        progress.accept(events);
    }

    private ChainWalk begin(long position, Optional<byte[]> previous) throws Wrong {
        if (position <= last) {
            throw new Wrong(
                    position == last
                            ? "Position %d stands there twice.".formatted(position)
                            : "Position %d was swapped, or is there twice: its line stands behind that of position %d."
                                    .formatted(position, last));
        }
        ChainWalk walk;
        if (position == 1) {
            walk = ChainWalk.fromTheFirst(Map.of());
        } else if (previous.isPresent()) {
            walk = ChainWalk.from(position, previous.get(), Map.of());
        } else {
            throw new Wrong(
                    "Position %d does not say what stood before it.".formatted(position),
                    new Gap(last + 1, position, true));
        }
        chain = walk;
        return walk;
    }

    /** Throws what is wrong with the lines that follow from each other, up to the last of them. */
    private void endRun(long to) throws Wrong {
        if (chain != null) {
            throwBroken(chain.endAt(to), null);
        }
    }

    private static void throwBroken(Verdict verdict, @Nullable Gap gap) throws Wrong {
        if (verdict instanceof Broken broken) {
            boolean isGap =
                    gap != null && broken.flaw() == Flaw.MISSING && gap.missing < gap.instead;
            throw new Wrong(broken.sentence(), isGap ? gap : null);
        }
    }

    private void take(ExportProof signed) throws Wrong {
        boolean all = signed.asked().isEmpty() && signed.to() >= signed.from();
        if (all && inPart == 0) {
            throw new Wrong(
                    "Positions %d to %d are missing.".formatted(signed.from(), signed.to()));
        }
        endRun(all ? signed.to() : last);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(signed.sha256()) || inPart != signed.events()) {
            throw new Wrong(
                    "The lines up to position %d are not those that were signed: some are missing, or something in them was changed that has no part in the hash."
                            .formatted(last));
        }
        requireSignature(signed);
        proof = signed;
        digest = sha256();
        chain = null;
        inPart = 0;
    }

    private void requireSignature(ExportProof signed) throws Wrong {
        try {
            VerifyingKey named = VerifyingKey.of(signed.publicKey());
            VerifyingKey key = trusted.orElse(named);
            if (!key.id().equals(named.id()) || !signed.isSignedBy(key)) {
                throw new Wrong(
                        "The proof in line %d was not signed by the key %s."
                                .formatted(lines, key.id()));
            }
        } catch (IOException none) {
            throw new Wrong("The proof in line %d names no key.".formatted(lines));
        }
    }

    private String whole(int behind) throws Wrong {
        endRun(last);
        ExportProof lastProof = proof;
        if (lastProof == null && behind == 0 && !saysWhatWasBefore) {
            throw new Wrong(
                    "The export carries no proof: was it exported with proof=true? What is in it follows from each other, up to position %d; that it is all and true, nothing shows."
                            .formatted(last));
        }
        if (lastProof == null || inPart > 0 || behind > 0) {
            throw new Wrong(
                    "The export was cut off behind position %d: it ends without its proof. Go on with ?proof=true&after=%d."
                            .formatted(last, last));
        }
        try {
            return "The export is whole: %d events, up to position %d%s, signed at %s by the key %s%s"
                    .formatted(
                            events,
                            lastProof.to(),
                            lastProof.asked().isEmpty() ? "" : " (" + lastProof.asked() + ")",
                            lastProof.signedAt(),
                            VerifyingKey.of(lastProof.publicKey()).id(),
                            trusted.isPresent()
                                    ? "."
                                    : ", which the export itself names: compare it, or give --key.");
        } catch (IOException impossible) {
            throw new IllegalStateException("It has verified", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
