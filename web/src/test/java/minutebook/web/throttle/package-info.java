@NullMarked
package minutebook.web.throttle;

import org.jspecify.annotations.NullMarked;
