/** What may be asked of Minutebook, and the rules that say what follows from it. */
@NullMarked
package minutebook.commands;

import org.jspecify.annotations.NullMarked;
