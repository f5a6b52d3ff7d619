/** Mail: what is mailed of what happens, and how it gets there. */
@NullMarked
package minutebook.web.mail;

import org.jspecify.annotations.NullMarked;
