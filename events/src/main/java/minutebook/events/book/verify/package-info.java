/**
 * Walking the chain: whether the book, or a piece of it, is still what was once written, and if
 * not, where it first differs and how.
 */
@NullMarked
package minutebook.events.book.verify;

import org.jspecify.annotations.NullMarked;
