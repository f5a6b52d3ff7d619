/** What can happen to users and their sessions. */
@NullMarked
package minutebook.events.users;

import org.jspecify.annotations.NullMarked;
