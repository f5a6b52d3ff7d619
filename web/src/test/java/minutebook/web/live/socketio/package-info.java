/** Socket.IO, tested with the official clients and with those who are none. */
@NullMarked
package minutebook.web.live.socketio;

import org.jspecify.annotations.NullMarked;
