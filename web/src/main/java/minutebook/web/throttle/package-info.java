/** Holds back who asks too much: what may be asked how often, by whom, and from where. */
@NullMarked
package minutebook.web.throttle;

import org.jspecify.annotations.NullMarked;
