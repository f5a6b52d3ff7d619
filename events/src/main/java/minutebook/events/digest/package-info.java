/** SHA-256, by itself and with a secret. */
@NullMarked
package minutebook.events.digest;

import org.jspecify.annotations.NullMarked;
