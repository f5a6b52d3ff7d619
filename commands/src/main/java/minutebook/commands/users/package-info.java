/** What users may ask for themselves: an account, a profile, a password, a session. */
@NullMarked
package minutebook.commands.users;

import org.jspecify.annotations.NullMarked;
