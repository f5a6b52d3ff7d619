package minutebook.commands.mail;

import minutebook.events.UserId;

/**
 * Has a mail tried again that could not be sent.
 *
 * @param user whom it is for
 * @param about the position of the event that it tells of: for the caller to know that there is
 *     such a mail
 */
public record RetryMail(UserId user, long about, UserId by) {}
