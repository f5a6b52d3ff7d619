package minutebook.commands.users;

import minutebook.events.UserId;

/**
 * Somebody whom a command names.
 *
 * @param known whether there is such a user; asked of {@link Users#person} when the command is made
 */
public record Person(UserId id, boolean known) {}
