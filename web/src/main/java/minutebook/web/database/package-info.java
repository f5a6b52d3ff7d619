/** PostgreSQL: the embedded one, the way to either, its migrations, and what is asked of it. */
@NullMarked
package minutebook.web.database;

import org.jspecify.annotations.NullMarked;
