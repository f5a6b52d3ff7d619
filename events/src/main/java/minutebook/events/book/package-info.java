/**
 * The book: one append-only, hash-chained table that all events go to and everything else is read
 * from.
 */
@NullMarked
package minutebook.events.book;

import org.jspecify.annotations.NullMarked;
