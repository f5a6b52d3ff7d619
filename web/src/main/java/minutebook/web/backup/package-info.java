/**
 * Backups of the embedded PostgreSQL beside a running server, and what must be done when one is
 * restored: see docs/backup.md.
 */
@NullMarked
package minutebook.web.backup;

import org.jspecify.annotations.NullMarked;
