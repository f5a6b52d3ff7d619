/** The stream of notifications, tested over HTTP. */
@NullMarked
package minutebook.web.live.stream;

import org.jspecify.annotations.NullMarked;
