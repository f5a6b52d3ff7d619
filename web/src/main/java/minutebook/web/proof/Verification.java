package minutebook.web.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import minutebook.events.book.verify.BookEnd;
import minutebook.events.book.verify.BookWalk;
import minutebook.events.book.verify.Verdict;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import minutebook.events.book.verify.WalkListener;

/**
 * What came of a walk through the book, or a piece of it.
 *
 * @param toTheEnd whether it went to the end that the book had when it began
 * @param compared the checkpoints that fit, if the book is whole: all within the piece
 * @param lost the checkpoints of what a restored backup does not have, as the node has signed
 * @param notCompared why these are none, for people; empty: there are some, or it is not whole
 */
public record Verification(
        Verdict verdict,
        boolean toTheEnd,
        List<SignedCheckpoint> compared,
        List<SignedCheckpoint> lost,
        Optional<String> notCompared,
        Duration took) {

    public Verification {
        compared = List.copyOf(compared);
        lost = List.copyOf(lost);
    }

    /**
     * Walks. Blocks: some seconds a million events.
     *
     * @param to empty: the end of the book
     * @throws BehindTheEnd if there is no such piece
     */
    public static Verification of(
            Connection connection,
            long from,
            OptionalLong to,
            Checkpoints checkpoints,
            WalkListener listener)
            throws SQLException, BehindTheEnd {
        long began = System.nanoTime();
        var walk = new BookWalk(connection);
        BookEnd end = walk.end();
        long head = end.position();
        long last = to.orElse(head);
        // An empty book is walked from 1, too: it may have rows that it does not own up to.
        BehindTheEnd.check("from", from, Math.max(1, head), head);
        BehindTheEnd.check("to", last, head, head);
        Verdict rows = walk.walk(end, from, last, checkpoints.known(end.epoch()), listener);
        Verdict verdict =
                rows instanceof Whole && end.head().isPresent()
                        ? checkpoints.otherEpoch(end.epoch()).orElse(rows)
                        : rows;
        List<SignedCheckpoint> compared = checkpoints.within(end.epoch(), from, last);
        return new Verification(
                verdict,
                last == head,
                compared,
                checkpoints.lost(end.epoch()),
                verdict instanceof Whole && compared.isEmpty()
                        ? Optional.of(notCompared(checkpoints))
                        : Optional.empty(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** What a chain shows of itself is not all: whoever reads "whole" is to know what it means. */
    private static String notCompared(Checkpoints checkpoints) {
        String why;
        if (!checkpoints.all().isEmpty()) {
            why = "no checkpoint is within this piece";
        } else if (checkpoints.expected()) {
            why =
                    "there is a key, but its checkpoints are gone, unless nothing was signed yet: somebody may have taken them away";
        } else {
            why = "there are no checkpoints here";
        }
        return "Nothing signed was compared: %s. That the end was cut off, or all was written anew, would not show."
                .formatted(why);
    }

    /** The same for people, in one to three sentences. */
    public String sentence() {
        return switch (verdict) {
            case Broken broken -> broken.sentence();
            case Whole whole -> sentence(whole) + checkpoints() + restored();
        };
    }

    private String sentence(Whole whole) {
        if (whole.events() == 0) {
            return "The book is whole: it is empty.";
        }
        return String.format(
                Locale.ROOT,
                "The %s whole: %,d %s, positions %d to %d, %s %s, %.1f s.",
                toTheEnd && whole.from() == 1 ? "book is" : "piece of the book is",
                whole.events(),
                whole.events() == 1 ? "event" : "events",
                whole.from(),
                whole.to(),
                toTheEnd ? "head" : "last hash",
                HexFormat.of().formatHex(whole.hash()),
                took.toNanos() / 1e9);
    }

    private String checkpoints() {
        if (compared.isEmpty()) {
            return notCompared.map(it -> " " + it).orElse("");
        }
        SignedCheckpoint last = compared.getLast();
        return String.format(
                Locale.ROOT,
                " It fits %,d signed %s, the last of position %d at %s.",
                compared.size(),
                compared.size() == 1 ? "checkpoint" : "checkpoints",
                last.position(),
                last.signedAt());
    }

    /** It is said for ever: who reads "whole" is to know of what. */
    private String restored() {
        if (lost.isEmpty()) {
            return "";
        }
        SignedCheckpoint last = lost.getLast();
        return String.format(
                Locale.ROOT,
                " It is a restored backup: %,d signed %s, the last of position %d at %s, %s of what was lost with that.",
                lost.size(),
                lost.size() == 1 ? "checkpoint" : "checkpoints",
                last.position(),
                last.signedAt(),
                lost.size() == 1 ? "is" : "are");
    }
}
