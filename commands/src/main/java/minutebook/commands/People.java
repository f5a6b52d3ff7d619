package minutebook.commands;

import minutebook.commands.Actors.Standing;
import minutebook.events.UserId;

/**
 * Users as one decision sees them. Whoever it looks at is stated in the append: if anything happens
 * to them meanwhile, on any node, it is decided anew.
 */
@FunctionalInterface
public interface People {
    Standing standing(UserId user);
}
