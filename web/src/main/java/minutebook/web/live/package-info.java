/** What is open to clients for long, and ends when their tokens do. */
@NullMarked
package minutebook.web.live;

import org.jspecify.annotations.NullMarked;
