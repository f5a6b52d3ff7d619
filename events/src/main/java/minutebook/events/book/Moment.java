package minutebook.events.book;

import minutebook.events.UserId;

/** Somebody when the book was so long. */
public record Moment(UserId user, long position) {}
