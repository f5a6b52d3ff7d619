/** The book for auditors: read page by page, exported whole, followed live. */
@NullMarked
package minutebook.web.audit;

import org.jspecify.annotations.NullMarked;
