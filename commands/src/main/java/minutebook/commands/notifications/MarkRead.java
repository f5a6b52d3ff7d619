package minutebook.commands.notifications;

import minutebook.events.UserId;

/**
 * Notes that a user has read all that they were told up to a place in the book.
 *
 * @param upTo a position that the book has reached: for the caller to know; 0: before the first
 */
public record MarkRead(UserId user, long upTo) {}
