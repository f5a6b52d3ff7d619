/** The small pages for people: behind the links in mails, and at the front. */
@NullMarked
package minutebook.web.pages;

import org.jspecify.annotations.NullMarked;
