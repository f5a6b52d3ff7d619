/** What stands in mails. */
@NullMarked
package minutebook.web.mail.letters;

import org.jspecify.annotations.NullMarked;
