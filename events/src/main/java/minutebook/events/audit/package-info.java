/** What auditors do, and who was not let in: what an audit of the audit is made of. */
@NullMarked
package minutebook.events.audit;

import org.jspecify.annotations.NullMarked;
