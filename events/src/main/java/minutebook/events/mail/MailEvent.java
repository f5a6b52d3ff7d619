package minutebook.events.mail;

import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/**
 * What became of mails. That one is to be sent is no event of its own: it follows from those of
 * users and projects, at whose position it is known as {@code about}; there is at most one a user
 * and event. Kept for ever: add types or optional fields, never change one.
 */
public sealed interface MailEvent extends Event {
    UserId user();

    /** The position of the event that the mail tells of. */
    long about();

    @Override
    default StreamId stream() {
        return StreamId.mail(user());
    }

    /** The mail server has taken it. */
    record MailSent(UserId user, long about, MailKind kind) implements MailEvent {}

    /**
     * The mail server does not take it, now or ever.
     *
     * @param reply its code, the enhanced one (RFC 3463) too if it gave one: {@code 550 5.1.1}; its
     *     words are not kept, because they may name a person
     */
    record MailRefused(UserId user, long about, MailKind kind, String reply) implements MailEvent {}

    /** It was not sent, because it would be of no use any more. */
    record MailDropped(UserId user, long about, MailKind kind, MailReason reason)
            implements MailEvent {}

    /** An admin wants it tried again. */
    record MailRetried(UserId user, long about) implements MailEvent {}
}
