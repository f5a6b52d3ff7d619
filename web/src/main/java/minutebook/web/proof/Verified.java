package minutebook.web.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HexFormat;
import java.util.Locale;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import org.jspecify.annotations.Nullable;

/**
 * What came of a walk, as a client gets it.
 *
 * @param message the same for people
 * @param warning what the verdict does not cover: nothing signed was compared
 * @param position the first that is not as it was written; with flaw {@code checkpoints}, none
 * @param flaw the name of a {@link minutebook.events.book.verify.Flaw}, {@code cut-off}, or {@code
 *     checkpoints}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verified(
        boolean whole,
        String message,
        @Nullable String warning,
        @Nullable Piece piece,
        @Nullable Long position,
        @Nullable String flaw) {

    /**
     * What was walked.
     *
     * @param to {@code from - 1}: there was nothing to walk
     * @param hash of the event at {@code to}, in hexadecimal digits
     * @param toTheEnd whether that was the end of the book
     * @param checkpoints how many were within the piece, and fit
     */
    private record Piece(long from, long to, String hash, boolean toTheEnd, int checkpoints) {}

    static Verified of(Verification it) {
        return switch (it.verdict()) {
            case Whole whole ->
                    new Verified(
                            true,
                            it.sentence(),
                            it.notCompared().orElse(null),
                            new Piece(
                                    whole.from(),
                                    whole.to(),
                                    HexFormat.of().formatHex(whole.hash()),
                                    it.toTheEnd(),
                                    it.compared().size()),
                            null,
                            null);
            case Broken broken ->
                    new Verified(
                            false,
                            it.sentence(),
                            null,
                            null,
                            broken.position(),
                            broken.flaw().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        };
    }

    /** The checkpoints themselves are not as they were signed. */
    static Verified badCheckpoints(String why) {
        return new Verified(
                false,
                "The checkpoints of this node are not as it signed them: %s.".formatted(why),
                null,
                null,
                null,
                "checkpoints");
    }
}
