/** What can happen in the rooms where projects talk. */
@NullMarked
package minutebook.events.messages;

import org.jspecify.annotations.NullMarked;
