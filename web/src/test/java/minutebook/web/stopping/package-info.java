/** What becomes of everybody who is there when a server is told to stop. */
@NullMarked
package minutebook.web.stopping;

import org.jspecify.annotations.NullMarked;
