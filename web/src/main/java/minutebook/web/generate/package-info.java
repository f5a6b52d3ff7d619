/** Books full of events that nobody caused, to see how Minutebook does with a large one. */
@NullMarked
package minutebook.web.generate;

import org.jspecify.annotations.NullMarked;
