/** Replay: projects, people and rooms as they were at any point of the book, read from it alone. */
@NullMarked
package minutebook.web.audit.replay;

import org.jspecify.annotations.NullMarked;
