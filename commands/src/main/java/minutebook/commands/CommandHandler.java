package minutebook.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minutebook.commands.Decision.Accepted;
import minutebook.commands.Decision.Rejected;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.AppendFailure.PersonErased;
import minutebook.events.book.AppendFailure.VersionConflict;
import minutebook.events.book.Appended;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import org.jspecify.annotations.Nullable;

/**
 * The way of every command: see how things stand, decide by the rules, write it into the book; and
 * once more if the book went on meanwhile.
 *
 * <p>The first look is at what this node remembers. That is enough for a yes, because the book
 * takes it only if all that it was decided on is still so. A no, and a "nothing to do", is never
 * said on it: another node may know better, so that the book is asked first. Thread-safe.
 */
public final class CommandHandler {
    /**
     * Within a turn only other nodes, and changes of the actor, can come between. Two nodes that
     * race for one stream win about every other time, so that this many losses are no chance; but
     * where one of them is much the slower, it takes a while.
     */
    private static final int ATTEMPTS_MIN = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Book book;
    private final Actors actors;
    private final Turns turns;
    private final Repeats repeats;

    public CommandHandler(Book book, Actors actors) {
        this(book, actors, PATIENCE);
    }

    /** {@code patience}: so long a command waits for those before it. */
    CommandHandler(Book book, Actors actors, Duration patience) {
        this.book = book;
        this.actors = actors;
        turns = new Turns(patience);
        repeats = new Repeats(book, patience);
    }

    /** What sees to it that repeatable commands are done once. */
    public Repeats repeats() {
        return repeats;
    }

    /**
     * Blocks until it is durable or refused, mostly for some milliseconds.
     *
     * @param commandId of a repeatable one, asked about before: {@link Repeats#once}
     * @throws minutebook.events.book.AppendFailure if the book could not take it, or did not say
     */
    public <S, E extends Event> Outcome handle(
            CommandId commandId, States<S> states, Matter<S, E> matter) {
        var handling = new Handling<>(commandId, states, matter);
        if (matter.writesSubject()) {
            return turns.inTurn(matter.subject(), handling::insist);
        }
        // What leaves its subject alone waits for nobody, until it has lost two races.
        return handling.attempt(false)
                .or(() -> handling.attempt(true))
                .orElseGet(() -> turns.inTurn(matter.subject(), handling::insist));
    }

    /** One command on its way. */
    private final class Handling<S, E extends Event> {
        private final CommandId commandId;
        private final States<S> states;
        private final Matter<S, E> matter;
        private boolean prepared;

        Handling(CommandId commandId, States<S> states, Matter<S, E> matter) {
            this.commandId = commandId;
            this.states = states;
            this.matter = matter;
        }

        Outcome insist() {
            long until = System.nanoTime() + PATIENCE.toNanos();
            for (int attempt = 1;
                    attempt <= ATTEMPTS_MIN || System.nanoTime() - until < 0;
                    attempt++) {
                Optional<Outcome> outcome = attempt(attempt > 1);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return new Refused(Conflict.OVERTAKEN);
        }

        /** Empty: that was decided on what may not, or does not, hold any longer. */
        Optional<Outcome> attempt(boolean latest) {
            var people = new Witnesses(actors, latest);
            Refusal barred = barred(people);
            Folded<S> subject =
                    latest ? states.latest(matter.subject()) : states.known(matter.subject());
            if (people.contradict(matter.subject(), subject.version())) {
                return again();
            }
            return switch (barred == null
                    ? matter.decide(subject, people)
                    : Decision.<E>refuse(barred)) {
                case Rejected<E> no -> latest ? Optional.of(new Refused(no.refusal())) : again();
                case Accepted<E>(var events) when events.isEmpty() && !latest -> again();
                // That nothing was to do is kept of what may be repeated: next time there might be.
                case Accepted<E>(var events) when events.isEmpty() && !commandId.isRepeatable() ->
                        Optional.of(asItIs(subject));
                case Accepted<E>(var events) -> write(events, people, subject, latest);
            };
        }

        /** Why the actor may do nothing at all; null: they may. */
        private @Nullable Refusal barred(People people) {
            UserId actor = matter.actor();
            return actor == null ? null : people.standing(actor).refusal();
        }

        private Optional<Outcome> write(
                List<E> events, Witnesses people, Folded<S> subject, boolean latest) {
            if (!prepared) {
                matter.prepare();
                prepared = true;
            }
            try {
                Appended appended = book.append(append(events, people, subject));
                states.learn(matter.subject(), appended.events());
                return Optional.of(new Done(appended.position(), appended.events()));
            } catch (VersionConflict | PersonErased overtaken) {
                return again();
            } catch (ClaimTaken taken) {
                return latest ? Optional.of(matter.taken(taken)) : again();
            }
        }

        private Append append(List<E> events, Witnesses people, Folded<S> subject) {
            Map<StreamId, Long> expected = people.versions();
            expected.put(matter.subject(), subject.version());
            expected.putAll(matter.others());
            if (events.isEmpty()) {
                return new Append(
                        commandId, matter.actor(), List.of(), expected, List.of(), List.of());
            }
            List<Event> all = new ArrayList<>(events);
            all.addAll(matter.alongside());
            return new Append(
                    commandId,
                    matter.actor(),
                    all,
                    expected,
                    matter.claims(subject.state(), events),
                    matter.releases(subject.state(), events),
                    matter.notJoined());
        }

        /** This node may hear of the newest events later than it read the subject's. */
        private Outcome asItIs(Folded<S> subject) {
            return new Done(Math.max(book.head(), subject.position()), List.of());
        }

        private static Optional<Outcome> again() {
            return Optional.empty();
        }
    }
}
