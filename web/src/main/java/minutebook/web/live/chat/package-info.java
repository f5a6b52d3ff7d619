/** The rooms where projects talk, over Socket.IO. */
@NullMarked
package minutebook.web.live.chat;

import org.jspecify.annotations.NullMarked;
