/**
 * How the program comes up and goes down: its folder, its parts in order, and why it cannot start.
 */
@NullMarked
package minutebook.web.start;

import org.jspecify.annotations.NullMarked;
