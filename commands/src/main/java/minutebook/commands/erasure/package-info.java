/** Erasing persons, who leave all that they were in. */
@NullMarked
package minutebook.commands.erasure;

import org.jspecify.annotations.NullMarked;
