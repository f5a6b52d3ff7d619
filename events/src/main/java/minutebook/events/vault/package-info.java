/** The vault: secrets and file contents, which must not be in a book that is never cleaned. */
@NullMarked
package minutebook.events.vault;

import org.jspecify.annotations.NullMarked;
