/** Which mails are to be sent, and what became of them. */
@NullMarked
package minutebook.web.mail.outbox;

import org.jspecify.annotations.NullMarked;
