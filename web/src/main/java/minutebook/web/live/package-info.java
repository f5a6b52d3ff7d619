/** Events on their way out to those who listen: SSE and Socket.IO. */
@NullMarked
package minutebook.web.live;

import org.jspecify.annotations.NullMarked;
