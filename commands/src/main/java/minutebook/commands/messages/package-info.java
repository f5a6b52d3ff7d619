/** What may be said in a project's room, by whom and to whom. */
@NullMarked
package minutebook.commands.messages;

import org.jspecify.annotations.NullMarked;
