/**
 * What scripts/bench measures inside a JVM: the book's appender, and what PostgreSQL can do bare.
 */
@NullMarked
package minutebook.web.bench;

import org.jspecify.annotations.NullMarked;
