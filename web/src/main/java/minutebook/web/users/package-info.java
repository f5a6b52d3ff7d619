/** Accounts and people over HTTP. */
@NullMarked
package minutebook.web.users;

import org.jspecify.annotations.NullMarked;
