/** Who is where at this moment, on any node. */
@NullMarked
package minutebook.web.live.presence;

import org.jspecify.annotations.NullMarked;
