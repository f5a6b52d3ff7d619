/** The projects that there are, and who is in them as what. */
@NullMarked
package minutebook.queries.projects;

import org.jspecify.annotations.NullMarked;
