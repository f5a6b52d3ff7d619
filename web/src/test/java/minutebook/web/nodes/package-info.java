/** Several nodes on one PostgreSQL, as processes, and what stands before and behind them. */
@NullMarked
package minutebook.web.nodes;

import org.jspecify.annotations.NullMarked;
