/** When what is shown last changed, so that answers can be kept until it does. */
@NullMarked
package minutebook.queries.changes;

import org.jspecify.annotations.NullMarked;
