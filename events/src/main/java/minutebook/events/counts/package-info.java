/** What is counted on the hot paths, for whoever watches. */
@NullMarked
package minutebook.events.counts;

import org.jspecify.annotations.NullMarked;
