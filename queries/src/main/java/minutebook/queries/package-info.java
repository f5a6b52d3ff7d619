/** The read models, built from the book alone, and what may be asked of them. */
@NullMarked
package minutebook.queries;

import org.jspecify.annotations.NullMarked;
