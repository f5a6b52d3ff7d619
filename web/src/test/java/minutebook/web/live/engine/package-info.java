/** Engine.IO, tested frame by frame. */
@NullMarked
package minutebook.web.live.engine;

import org.jspecify.annotations.NullMarked;
