/** What may be asked of mails. */
@NullMarked
package minutebook.commands.mail;

import org.jspecify.annotations.NullMarked;
