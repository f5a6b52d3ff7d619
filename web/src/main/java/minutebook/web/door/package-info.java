/** What stands before every route: who may come in, how many, and in which form. */
@NullMarked
package minutebook.web.door;

import org.jspecify.annotations.NullMarked;
