/** Faults of all that the server stands on, put in by the tests: what clients see meanwhile. */
@NullMarked
package minutebook.web.faults;

import org.jspecify.annotations.NullMarked;
