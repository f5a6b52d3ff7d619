/** Lean clients, of which one process can run thousands, and which note all that they get. */
@NullMarked
package minutebook.web.soak.client;

import org.jspecify.annotations.NullMarked;
