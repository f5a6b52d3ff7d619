/** How this side speaks to PostgreSQL. */
@NullMarked
package minutebook.events.sql;

import org.jspecify.annotations.NullMarked;
