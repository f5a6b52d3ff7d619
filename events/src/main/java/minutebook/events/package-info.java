/** What can happen, and the names of those whom it happens to. */
@NullMarked
package minutebook.events;

import org.jspecify.annotations.NullMarked;
