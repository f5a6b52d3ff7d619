/** What those see who watch the server: measures, and how each part is. */
@NullMarked
package minutebook.web.watch;

import org.jspecify.annotations.NullMarked;
