/** The forms of the log's lines. */
@NullMarked
package minutebook.web.log;

import org.jspecify.annotations.NullMarked;
