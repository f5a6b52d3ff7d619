/**
 * Holds what clients got and were told against the book: pure functions of histories, which know
 * the contract and nothing of how the server keeps it.
 */
@NullMarked
package minutebook.web.soak.check;

import org.jspecify.annotations.NullMarked;
