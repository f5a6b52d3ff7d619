/** The rooms, tested with the official client. */
@NullMarked
package minutebook.web.live.chat;

import org.jspecify.annotations.NullMarked;
