/**
 * The program behind scripts/chaos: people at two nodes, while machines and the network between
 * them fail as a seed says; and then everything is held against the book.
 */
@NullMarked
package minutebook.web.chaos;

import org.jspecify.annotations.NullMarked;
