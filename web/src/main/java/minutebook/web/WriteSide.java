package minutebook.web;

import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import minutebook.commands.CommandHandler;
import minutebook.commands.Repeats;
import minutebook.commands.erasure.ErasureCommands;
import minutebook.commands.erasure.Memberships;
import minutebook.commands.mail.MailCommands;
import minutebook.commands.messages.MessageCommands;
import minutebook.commands.notifications.InboxCommands;
import minutebook.commands.projects.ProjectCommands;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.SessionCommands;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.Users;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.Numbers;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.Credentials;
import minutebook.events.vault.Files;
import minutebook.events.vault.ServerKeys;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.database.Database;
import minutebook.web.start.Lifetime;

/** The book, the vault beside it, and the commands that write to them. Only wiring. */
record WriteSide(
        PostgresBook book,
        SubjectKeys subjectKeys,
        Credentials credentials,
        Files files,
        Numbers numbers,
        ClaimKeys claims,
        CommandHandler handler,
        Users users,
        Projects projects,
        UserCommands userCommands,
        SessionCommands sessionCommands,
        ProjectCommands projectCommands,
        MessageCommands messageCommands,
        InboxCommands inboxCommands,
        MailCommands mailCommands) {

    static WriteSide open(Database database, Lifetime lifetime) {
        return open(database, InstantSource.system(), lifetime);
    }

    /** {@code clock}: of the book. */
    static WriteSide open(Database database, InstantSource clock, Lifetime lifetime) {
        DataSource pool = database.application();
        var subjectKeys = new SubjectKeys(pool);
        var files = new Files(pool);
        var claims = new ClaimKeys(ServerKeys.of(pool, "claims").getFirst().key());
        PostgresBook book = lifetime.begin(() -> open(database, subjectKeys, clock));

        var users = new Users(book);
        var projects = new Projects(book);
        var handler = new CommandHandler(book, users);
        return new WriteSide(
                book,
                subjectKeys,
                new Credentials(pool),
                files,
                new Numbers(pool),
                claims,
                handler,
                users,
                projects,
                new UserCommands(handler, users, claims),
                new SessionCommands(handler, users, book),
                new ProjectCommands(handler, projects, claims),
                new MessageCommands(
                        handler,
                        projects,
                        (sender, file, bytes) -> files.keep(sender, file.sha256(), bytes),
                        book,
                        claims),
                new InboxCommands(handler, book),
                new MailCommands(handler, book));
    }

    Repeats repeats() {
        return handler.repeats();
    }

    /** {@code memberships}: read from the other side. */
    ErasureCommands erasureCommands(Memberships memberships) {
        return new ErasureCommands(handler, users, projects, memberships, claims);
    }

    private static PostgresBook open(Database database, SubjectKeys keys, InstantSource clock)
            throws SQLException {
        return new PostgresBook(database.application(), database.connecting(), keys, clock);
    }
}
