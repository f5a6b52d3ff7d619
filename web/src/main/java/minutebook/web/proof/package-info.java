/** What proves that the book is still the one that was: checkpoints under a signature. */
@NullMarked
package minutebook.web.proof;

import org.jspecify.annotations.NullMarked;
