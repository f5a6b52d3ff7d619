package minutebook.commands.erasure;

import minutebook.events.UserId;

/** That somebody is to be erased, for ever. */
public sealed interface EraseUser {
    /** Who is to be erased. */
    UserId user();

    /** Who asks. */
    UserId by();

    record EraseOneself(UserId user) implements EraseUser {
        @Override
        public UserId by() {
            return user;
        }
    }

    /** {@code by} an admin, who erases themselves only as everybody does. */
    record EraseAnother(UserId user, UserId by) implements EraseUser {}
}
