/** What each user was told of their projects, and is being told. */
@NullMarked
package minutebook.queries.notifications;

import org.jspecify.annotations.NullMarked;
