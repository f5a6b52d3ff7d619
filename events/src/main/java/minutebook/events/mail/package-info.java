/** What can happen to mails. */
@NullMarked
package minutebook.events.mail;

import org.jspecify.annotations.NullMarked;
