/** What Minutebook says of itself: machine-readable documents, and a page to read them. */
@NullMarked
package minutebook.web.docs;

import org.jspecify.annotations.NullMarked;
