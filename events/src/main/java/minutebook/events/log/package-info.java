/** What a line of the log is about, beside its text. */
@NullMarked
package minutebook.events.log;

import org.jspecify.annotations.NullMarked;
