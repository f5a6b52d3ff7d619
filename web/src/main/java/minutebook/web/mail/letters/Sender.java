package minutebook.web.mail.letters;

import minutebook.web.mail.transport.Mailbox;

/** Whom letters come from, and whom answers go to. */
record Sender(Mailbox from, Mailbox replyTo) {

    /** What stands behind the {@code @} of each Message-ID. */
    String domain() {
        return from.address().substring(from.address().indexOf('@') + 1);
    }
}
