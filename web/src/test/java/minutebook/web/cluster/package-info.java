/**
 * Machines that may fail, as real processes: PostgreSQL, nodes of Minutebook, and the network
 * between them.
 */
@NullMarked
package minutebook.web.cluster;

import org.jspecify.annotations.NullMarked;
