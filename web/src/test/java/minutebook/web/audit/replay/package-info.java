/** Tests of replays. */
@NullMarked
package minutebook.web.audit.replay;

import org.jspecify.annotations.NullMarked;
