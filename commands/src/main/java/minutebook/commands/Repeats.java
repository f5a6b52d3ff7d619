package minutebook.commands;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.AppendFailure.AlreadyDone;
import minutebook.events.book.AppendFailure.OutcomeUnknown;
import minutebook.events.book.Book;
import minutebook.events.book.Book.Past;
import minutebook.events.book.CommandId;
import minutebook.events.vault.VaultUnavailable;

/**
 * Commands that a client sends again, because it did not hear how they ended: done once, and
 * answered each time as the first. On this node they come one after the other; that no other node
 * did one meanwhile, the book sees to. Thread-safe; blocks.
 */
public final class Repeats {
    private final Book book;
    private final Turns turns;

    Repeats(Book book, Duration patience) {
        this.book = book;
        this.turns = new Turns(patience);
    }

    /**
     * What the command came to, by {@code act} or before. Refusals are not kept: whoever repeats a
     * refused command asks anew.
     *
     * @param act writes its events under this very id; may throw, which is a refusal too
     */
    public Outcome once(CommandId command, Supplier<Outcome> act) {
        return command.isRepeatable()
                ? turns.inTurn(
                        command.value(), () -> done(command).orElseGet(() -> act(command, act)))
                : act.get();
    }

    private Outcome act(CommandId command, Supplier<Outcome> act) {
        try {
            return switch (act.get()) {
                case Done done -> done;
                // Perhaps only because another node has done it, and it cannot be done twice.
                case Refused refused -> surely(command).orElse(refused);
            };
        } catch (AlreadyDone elsewhere) {
            return surely(command).orElseThrow(OutcomeUnknown::new);
        } catch (RuntimeException failed) {
            return perhaps(command).orElseThrow(() -> failed);
        }
    }

    /** If the book does not answer, "away" would say too much: that it is certainly not done. */
    private Optional<Outcome> surely(CommandId command) {
        try {
            return done(command);
        } catch (AppendFailure | VaultUnavailable away) {
            throw new OutcomeUnknown();
        }
    }

    /** If the book does not answer, it is said best by the failure that there was before. */
    private Optional<Outcome> perhaps(CommandId command) {
        try {
            return done(command);
        } catch (AppendFailure | VaultUnavailable away) {
            return Optional.empty();
        }
    }

    private Optional<Outcome> done(CommandId command) {
        return book.findCommand(command.value()).map(past -> answer(command, past));
    }

    private static Outcome answer(CommandId command, Past past) {
        return Objects.equals(past.content(), command.content())
                ? new Done(past.position(), past.events())
                : new Refused(Conflict.KEY_OF_ANOTHER);
    }
}
