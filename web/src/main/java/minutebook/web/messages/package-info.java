/** What was said, and the files that came with it, over HTTP. */
@NullMarked
package minutebook.web.messages;

import org.jspecify.annotations.NullMarked;
