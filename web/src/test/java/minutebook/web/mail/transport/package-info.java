/** Tests of the ways out, and a mail server that misbehaves as it is told. */
@NullMarked
package minutebook.web.mail.transport;

import org.jspecify.annotations.NullMarked;
