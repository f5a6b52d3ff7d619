/** What users were told, to be read later. */
@NullMarked
package minutebook.web.notifications;

import org.jspecify.annotations.NullMarked;
