/** Which tokens are still good. */
@NullMarked
package minutebook.queries.sessions;

import org.jspecify.annotations.NullMarked;
