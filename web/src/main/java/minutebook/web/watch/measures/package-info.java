/** The measures there are: each with its name, its unit and what it means. */
@NullMarked
package minutebook.web.watch.measures;

import org.jspecify.annotations.NullMarked;
