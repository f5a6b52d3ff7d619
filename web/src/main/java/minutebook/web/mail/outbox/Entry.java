package minutebook.web.mail.outbox;

import minutebook.events.UserId;
import minutebook.events.mail.MailKind;

/**
 * A mail that this node is sending.
 *
 * @param position of the event that it tells of
 * @param attempts how often it was begun to be sent, this one included; 1 or more
 */
record Entry(long id, long position, UserId recipient, MailKind kind, int attempts) {}
