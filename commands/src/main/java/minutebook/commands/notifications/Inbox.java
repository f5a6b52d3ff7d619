package minutebook.commands.notifications;

/**
 * What the rules remember of an inbox.
 *
 * @param readUpTo the position in the book up to which all was read; 0: nothing yet
 */
public record Inbox(long readUpTo) {}
