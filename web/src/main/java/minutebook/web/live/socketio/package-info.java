/**
 * Socket.IO on our own transport: netty-socketio's namespaces, listeners, decoder and acks, after
 * login only.
 */
@NullMarked
package minutebook.web.live.socketio;

import org.jspecify.annotations.NullMarked;
