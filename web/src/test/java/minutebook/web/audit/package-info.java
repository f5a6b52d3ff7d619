@NullMarked
package minutebook.web.audit;

import org.jspecify.annotations.NullMarked;
