/** What analysts look at: charts over the views of the schema {@code analytics}, and their page. */
@NullMarked
package minutebook.web.analytics;

import org.jspecify.annotations.NullMarked;
