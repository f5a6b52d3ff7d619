package minutebook.commands.erasure;

import minutebook.commands.CommandHandler;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.Users;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;

/**
 * Erases persons: in the book, by events of one append. What follows from these destroys the rest.
 * Thread-safe; blocks.
 */
public final class ErasureCommands {
    private final CommandHandler handler;
    private final Users users;
    private final Projects projects;
    private final Memberships memberships;
    private final ClaimKeys keys;

    public ErasureCommands(
            CommandHandler handler,
            Users users,
            Projects projects,
            Memberships memberships,
            ClaimKeys keys) {
        this.handler = handler;
        this.users = users;
        this.projects = projects;
        this.memberships = memberships;
        this.keys = keys;
    }

    /** See {@link CommandHandler#handle}. Who is erased already, is so by nothing to do. */
    public Outcome handle(CommandId commandId, EraseUser wish) {
        var erasure = new Erasure(wish, memberships, projects.states(), keys);
        Outcome outcome = handler.handle(commandId, users.states(), erasure);
        if (outcome instanceof Done done) {
            done.events().forEach(it -> projects.heard(it));
        }
        return outcome;
    }
}
