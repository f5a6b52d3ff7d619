/** The edge: all that Minutebook hears and says, and the program that wires it. */
@NullMarked
package minutebook.web;

import org.jspecify.annotations.NullMarked;
