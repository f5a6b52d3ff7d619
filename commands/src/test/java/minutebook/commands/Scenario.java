package minutebook.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import minutebook.commands.Decision.Accepted;
import minutebook.commands.Decision.Rejected;
import minutebook.events.Event;

/** Given what happened, when somebody wishes something, then this follows. */
public final class Scenario<C, S, E extends Event> {
    /** When all that is given was recorded. */
    public static final Instant BEGUN = Instant.parse("2021-08-06T22:58:00Z");

    private final Decider<C, S, E> rules;

    public Scenario(Decider<C, S, E> rules) {
        this.rules = rules;
    }

    @SafeVarargs
    public final Given given(E... events) {
        var happened = new Given();
        for (E event : events) {
            happened.state = rules.evolve(happened.state, event, BEGUN);
        }
        return happened;
    }

    /** What happened. */
    public final class Given {
        private S state = rules.initial();

        private Given() {}

        public Then when(C command) {
            return new Then(state, rules.decide(command, state));
        }
    }

    /** What follows. */
    public final class Then {
        private final S before;
        private final Decision<E> decision;

        private Then(S before, Decision<E> decision) {
            this.before = before;
            this.decision = decision;
        }

        /** {@code event}, and {@code state} after it. */
        public void then(E event, S state) {
            assertEquals(new Accepted<>(List.of(event)), decision);
            assertEquals(state, rules.evolve(before, event, BEGUN));
        }

        public void then(E event) {
            assertEquals(new Accepted<>(List.of(event)), decision);
        }

        public void thenNothing() {
            assertEquals(new Accepted<>(List.of()), decision);
        }

        public void thenRefused(Refusal refusal) {
            assertEquals(new Rejected<>(refusal), decision);
        }
    }
}
