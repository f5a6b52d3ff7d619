/**
 * What follows from an erasure beside the read models: the person's keys and files are destroyed.
 */
@NullMarked
package minutebook.queries.erasures;

import org.jspecify.annotations.NullMarked;
