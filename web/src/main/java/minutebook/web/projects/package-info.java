/** Projects over HTTP. */
@NullMarked
package minutebook.web.projects;

import org.jspecify.annotations.NullMarked;
