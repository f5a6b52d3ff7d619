/** What can happen to what users are told. */
@NullMarked
package minutebook.events.notifications;

import org.jspecify.annotations.NullMarked;
