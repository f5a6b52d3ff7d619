/** Backups that are made beside a running server, and what is restored from them. */
@NullMarked
package minutebook.web.backup;

import org.jspecify.annotations.NullMarked;
