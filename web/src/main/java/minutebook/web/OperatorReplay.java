package minutebook.web;

import java.io.PrintStream;
import java.time.Clock;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.BookEntries;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.vault.VaultUnavailable;
import minutebook.web.ReplayWish.What;
import minutebook.web.ReplayWish.What.AsSchema;
import minutebook.web.ReplayWish.What.OfProject;
import minutebook.web.ReplayWish.What.OfRoom;
import minutebook.web.ReplayWish.What.OfUser;
import minutebook.web.audit.AuditNotes;
import minutebook.web.audit.replay.NoSuchPoint;
import minutebook.web.audit.replay.NotThere;
import minutebook.web.audit.replay.PlainReplay;
import minutebook.web.audit.replay.Point;
import minutebook.web.audit.replay.Points;
import minutebook.web.start.CannotStart;

/** What was, shown to the operator as plain text on {@code out}. */
final class OperatorReplay {

    /** The exit code where it is not in the book. Any failure is a 1, wrong arguments are a 2. */
    static final int NOT_THERE = 3;

    private final BookEntries entries;
    private final OperatorModels models;
    private final AuditNotes notes;
    private final PrintStream out;
    private final PrintStream err;

    OperatorReplay(
            BookEntries entries,
            OperatorModels models,
            AuditNotes notes,
            PrintStream out,
            PrintStream err) {
        this.entries = entries;
        this.models = models;
        this.notes = notes;
        this.out = out;
        this.err = err;
    }

    /**
     * Shows it, once the book tells that it is shown. Blocks.
     *
     * @return the exit code: 0 or {@link #NOT_THERE}
     * @throws WrongArguments if the book has no such point
     * @throws CannotStart if the book cannot be read, or written
     */
    int run(ReplayWish wish) {
        try {
            Point point = point(wish);
            notes.shown(what(wish.what()), point.position());
            show(wish, point);
            return 0;
        } catch (NotThere none) {
            err.println(none.sentence());
            return NOT_THERE;
        } catch (AppendFailure | VaultUnavailable | UnreadableEntry problem) {
            throw new CannotStart(String.valueOf(problem.getMessage()), problem);
        }
    }

    private Point point(ReplayWish wish) {
        var points = new Points(entries, Clock.systemUTC());
        try {
            return wish.until().isPresent() ? points.of(wish.until().get()) : points.now();
        } catch (NoSuchPoint none) {
            throw new WrongArguments("--until must be %s.".formatted(none.allowed()));
        }
    }

    /** The name that an operator gave a schema may be anybody's: it is left out. */
    private static String what(What what) {
        return switch (what) {
            case OfProject it -> "project=" + it.project();
            case OfRoom it -> "room=" + it.project();
            case OfUser it -> "user=" + it.user();
            case AsSchema _ -> "read-models";
        };
    }

    private void show(ReplayWish wish, Point point) throws NotThere {
        var replay = new PlainReplay(entries, out);
        switch (wish.what()) {
            case OfProject it -> replay.project(it.project(), point);
            case OfRoom it -> replay.room(it.project(), point);
            case OfUser it -> replay.user(it.user(), point);
            case AsSchema it -> models.past(point.position(), it.name());
        }
    }
}
