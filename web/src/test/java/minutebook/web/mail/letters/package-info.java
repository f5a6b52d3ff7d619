/** Tests of letters: what they say, and what nobody can make of them. */
@NullMarked
package minutebook.web.mail.letters;

import org.jspecify.annotations.NullMarked;
