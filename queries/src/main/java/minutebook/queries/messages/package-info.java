/** What was said in the projects. */
@NullMarked
package minutebook.queries.messages;

import org.jspecify.annotations.NullMarked;
