/** The facts behind the views of the schema {@code analytics}, counted from the book. */
@NullMarked
package minutebook.queries.analytics;

import org.jspecify.annotations.NullMarked;
