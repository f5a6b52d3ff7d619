/**
 * Engine.IO 4 in Helidon: sessions over HTTP polling and WebSocket, on the port of everything else.
 */
@NullMarked
package minutebook.web.live.engine;

import org.jspecify.annotations.NullMarked;
