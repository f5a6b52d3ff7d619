package minutebook.commands.projects;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import minutebook.events.UserId;

/** What the rules remember of a project. */
public sealed interface Project {

    record NotYet() implements Project {}

    /**
     * Nobody is named twice: an owner is neither coach nor participant, a coach no participant.
     * Coaches and participants are in the order in which they became so, if they were given in it.
     */
    record Open(UserId owner, String title, Set<UserId> coaches, Set<UserId> participants)
            implements Project {

        public Open {
            coaches = Collections.unmodifiableSet(new LinkedHashSet<>(coaches));
            participants = Collections.unmodifiableSet(new LinkedHashSet<>(participants));
        }

        public boolean isOwnedBy(UserId user) {
            return owner.equals(user);
        }

        public boolean hasCoach(UserId user) {
            return coaches.contains(user);
        }

        public boolean hasParticipant(UserId user) {
            return participants.contains(user);
        }

        /** Owner and coaches lead. */
        public boolean isLedBy(UserId user) {
            return isOwnedBy(user) || hasCoach(user);
        }

        public boolean hasMember(UserId user) {
            return isLedBy(user) || hasParticipant(user);
        }

        /** All members: the owner, the coaches, the participants. */
        public Stream<UserId> everybody() {
            return Stream.concat(
                    Stream.of(owner), Stream.concat(coaches.stream(), participants.stream()));
        }

        public int members() {
            return 1 + coaches.size() + participants.size();
        }
    }

    record Deleted() implements Project {}
}
