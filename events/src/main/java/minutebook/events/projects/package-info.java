/** What can happen to projects. */
@NullMarked
package minutebook.events.projects;

import org.jspecify.annotations.NullMarked;
