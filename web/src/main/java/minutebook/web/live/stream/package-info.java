/** Server-sent events: notifications on their way to browsers. */
@NullMarked
package minutebook.web.live.stream;

import org.jspecify.annotations.NullMarked;
