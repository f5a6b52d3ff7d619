package minutebook.commands;

import java.util.Set;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import org.jspecify.annotations.Nullable;

/** Says who may do anything at all, and what else. */
public interface Actors {

    /**
     * @param latest as the book has it at this moment, and not only as this node knows it
     */
    Standing standing(UserId user, boolean latest);

    /**
     * @param version of the user's stream that this is said on
     * @param refusal why the user may do nothing; null: they may
     */
    record Standing(
            long version,
            @Nullable Refusal refusal,
            Set<Role> roles,
            boolean archived,
            boolean erased) {
        public Standing {
            roles = Set.copyOf(roles);
        }

        public boolean has(Role role) {
            return roles.contains(role);
        }
    }
}
