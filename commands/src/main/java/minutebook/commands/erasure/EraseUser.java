package minutebook.commands.erasure;

import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/** That somebody is to be erased, for ever. */
public sealed interface EraseUser {
    /** Who is to be erased. */
    UserId user();

    /** Who asks; null: the operator, whom a restored backup has brought somebody back. */
    @Nullable UserId by();

    record EraseOneself(UserId user) implements EraseUser {
        @Override
        public UserId by() {
            return user;
        }
    }

    /** {@code by} an admin, who erases themselves only as everybody does. */
    record EraseAnother(UserId user, UserId by) implements EraseUser {}

    /**
     * Somebody who was erased when a backup was restored from before. What they own together with
     * others by now, others own from then on: they have handed it over or deleted it once.
     */
    record EraseAgain(UserId user) implements EraseUser {
        @Override
        public @Nullable UserId by() {
            return null;
        }
    }
}
