/**
 * A long run against a server that is killed again and again; what clients got is held to the book.
 */
@NullMarked
package minutebook.web.soak;

import org.jspecify.annotations.NullMarked;
