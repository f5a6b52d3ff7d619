package minutebook.web.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
 */
public record Verification(
        Verdict verdict, boolean toTheEnd, List<SignedCheckpoint> compared, Duration took) {

    public Verification {
        compared = List.copyOf(compared);
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
        long head = end.head().position();
        long last = to.orElse(head);
        // An empty book is walked from 1, too: it may have rows that it does not own up to.
        BehindTheEnd.check("from", from, Math.max(1, head), head);
        BehindTheEnd.check("to", last, head, head);
        Verdict verdict = walk.walk(end, from, last, checkpoints.known(), listener);
        return new Verification(
                verdict,
                last == head,
                checkpoints.within(from, last),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** The same for people, in one or two sentences. */
    public String sentence() {
        return switch (verdict) {
            case Broken broken -> broken.sentence();
            case Whole whole when whole.events() == 0 -> "The book is whole: it is empty.";
            case Whole whole -> sentence(whole) + checkpoints();
        };
    }

    private String sentence(Whole whole) {
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
            return "";
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
}
