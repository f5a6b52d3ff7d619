/** Who there is: the list of users, and the names that all else shows. */
@NullMarked
package minutebook.queries.users;

import org.jspecify.annotations.NullMarked;
