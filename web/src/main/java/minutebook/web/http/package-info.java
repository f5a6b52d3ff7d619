/** How requests are read and answers written, the same for every route. */
@NullMarked
package minutebook.web.http;

import org.jspecify.annotations.NullMarked;
