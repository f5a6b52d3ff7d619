/** What may be asked of projects, and who may ask it. */
@NullMarked
package minutebook.commands.projects;

import org.jspecify.annotations.NullMarked;
