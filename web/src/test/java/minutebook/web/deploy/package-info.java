/** What is packed for other machines, and how it runs there. */
@NullMarked
package minutebook.web.deploy;

import org.jspecify.annotations.NullMarked;
