/** Who asks: passwords, tokens, sessions. */
@NullMarked
package minutebook.web.access;

import org.jspecify.annotations.NullMarked;
