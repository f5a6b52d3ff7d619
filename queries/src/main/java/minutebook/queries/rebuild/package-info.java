/** Read models made again from the book, beside those that are in use. */
@NullMarked
package minutebook.queries.rebuild;

import org.jspecify.annotations.NullMarked;
