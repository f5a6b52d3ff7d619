/** The ways that a mail can go: SMTP, files, the console, memory, nowhere. */
@NullMarked
package minutebook.web.mail.transport;

import org.jspecify.annotations.NullMarked;
