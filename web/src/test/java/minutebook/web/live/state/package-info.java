/** What clients were told, held against what they would fetch. */
@NullMarked
package minutebook.web.live.state;

import org.jspecify.annotations.NullMarked;
