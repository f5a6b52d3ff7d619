package minutebook.web.mail;

import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.web.access.Caller;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;

/** Who may look at mails. Asks the book, as it is at this moment. */
final class Admins {
    private Admins() {}

    static boolean has(Users users, UserId user) {
        return users.standing(user, true).has(Role.ADMIN);
    }

    /** Throws {@link Problem} 403 if it is none. */
    static void require(Users users, Caller caller) {
        if (!has(users, caller.user())) {
            throw Problems.of(UserRefusal.ONLY_ADMINS);
        }
    }
}
