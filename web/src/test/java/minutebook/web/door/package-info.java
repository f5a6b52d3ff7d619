/** Tests of the door: what comes in, and what does not. */
@NullMarked
package minutebook.web.door;

import org.jspecify.annotations.NullMarked;
