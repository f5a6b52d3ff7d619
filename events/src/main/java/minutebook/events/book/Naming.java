package minutebook.events.book;

import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody had their names at a moment; of who was erased since, they read as {@link
 * minutebook.events.Personal#ERASED}.
 *
 * @param edited the last edit before; null: there was none
 */
public record Naming(UserRegistered registered, @Nullable ProfileEdited edited) {}
