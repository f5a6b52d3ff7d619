/** What users may ask of their inboxes. */
@NullMarked
package minutebook.commands.notifications;

import org.jspecify.annotations.NullMarked;
