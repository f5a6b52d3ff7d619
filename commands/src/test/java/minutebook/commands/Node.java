package minutebook.commands;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.CLEO;
import static minutebook.commands.Cast.DORA;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.commands.erasure.EraseUser;
import minutebook.commands.erasure.ErasureCommands;
import minutebook.commands.erasure.Memberships;
import minutebook.commands.messages.FileStore;
import minutebook.commands.messages.MessageCommands;
import minutebook.commands.messages.SendMessage;
import minutebook.commands.projects.ProjectCommand;
import minutebook.commands.projects.ProjectCommands;
import minutebook.commands.projects.Projects;
import minutebook.commands.users.SessionCommand;
import minutebook.commands.users.SessionCommands;
import minutebook.commands.users.UserCommand;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.Users;
import minutebook.events.TestPostgres;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.RecordedEvent;
import minutebook.events.vault.Files;
import minutebook.events.vault.ServerKeys;
import minutebook.events.vault.SubjectKeys;

/**
 * One node on a real book, with what it remembers and all handlers of commands. Two on one database
 * have nothing else in common.
 */
public final class Node implements AutoCloseable {
    /** Tests have a hundred wait for one another, on machines that may be slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestPostgres.Database database;
    private final HikariDataSource pool;
    private final SubjectKeys subjectKeys;
    private final PostgresBook book;
    private final Files files;
    private final ClaimKeys keys;
    private final CommandHandler handler;
    private final Users users;
    private final Projects projects;
    private final UserCommands userCommands;
    private final SessionCommands sessionCommands;
    private final ProjectCommands projectCommands;
    private final MessageCommands messageCommands;

    private Node(TestPostgres.Database database) {
        this.database = database;
        pool = pooled(database.application());
        subjectKeys = new SubjectKeys(pool);
        try {
            book = new PostgresBook(pool, database.application()::getConnection, subjectKeys);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        files = new Files(pool);
        keys = new ClaimKeys(ServerKeys.of(pool, "claims").getFirst().key());
        users = new Users(book);
        projects = new Projects(book);
        handler = new CommandHandler(book, users, PATIENCE);
        userCommands = new UserCommands(handler, users, keys);
        sessionCommands = new SessionCommands(handler, users, book);
        projectCommands = new ProjectCommands(handler, projects, keys);
        messageCommands =
                messageCommands((sender, file, bytes) -> files.keep(sender, file.sha256(), bytes));
    }

    private static HikariDataSource pooled(DataSource database) {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    /** The only node of a fresh database, on which the whole cast is registered. */
    public static Node withCast() {
        var node = new Node(TestPostgres.fresh());
        Outcomes.done(node.register(ANNA, "anna@example.org", "anna"));
        Outcomes.done(node.register(BEN, "ben@example.org", "ben"));
        Outcomes.done(node.register(CLEO, "cleo@example.org", "cleo"));
        Outcomes.done(node.register(DORA, "dora@example.org", "dora"));
        return node;
    }

    /** Another node on the same database, which remembers nothing yet. */
    public Node another() {
        return new Node(database);
    }

    /** Makes the key of a person, which there must not be yet, and registers them. */
    public Outcome register(UserId user, String email, String username) {
        subjectKeys.create(user);
        return handle(new RegisterUser(user, email, username, "First", "Last", UUID.randomUUID()));
    }

    public Outcome handle(UserCommand command) {
        return userCommands.handle(CommandId.fresh(), command);
    }

    public Outcome handle(SessionCommand command) {
        return sessionCommands.handle(CommandId.fresh(), command);
    }

    public Outcome handle(ProjectCommand command) {
        return projectCommands.handle(CommandId.fresh(), command);
    }

    public Outcome erase(EraseUser wish, Memberships memberships) {
        return new ErasureCommands(handler, users, projects, memberships, keys)
                .handle(CommandId.fresh(), wish);
    }

    /** As one that its client may repeat. */
    public Outcome once(CommandId id, ProjectCommand command) {
        return repeats().once(id, () -> projectCommands.handle(id, command));
    }

    public Repeats repeats() {
        return handler.repeats();
    }

    public Outcome handle(SendMessage wish) {
        return messageCommands.handle(CommandId.fresh(), wish);
    }

    /** This node's handler of messages, but with another store of files. */
    public MessageCommands messageCommands(FileStore store) {
        return new MessageCommands(handler, projects, store, book, keys);
    }

    /** All that is written, read from the table. */
    public List<RecordedEvent> written() {
        return book.read(0, Integer.MAX_VALUE);
    }

    public Book book() {
        return book;
    }

    public Files files() {
        return files;
    }

    public ClaimKeys keys() {
        return keys;
    }

    public Users users() {
        return users;
    }

    public Projects projects() {
        return projects;
    }

    @Override
    public void close() {
        book.close();
        pool.close();
    }
}
