package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.TestPostgres;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.vault.SubjectKeys;

/** A book on a fresh database, with Anna registered in the vault. */
final class BookFixture implements AutoCloseable {
    static final UserId ANNA = new UserId(1);

    final TestPostgres.Database database;
    final SubjectKeys keys;
    final PostgresBook book;

    BookFixture() {
        this(TestPostgres.fresh());
        keys.create(ANNA);
    }

    /** Another node's book on the same database. */
    BookFixture(TestPostgres.Database database) {
        this.database = database;
        keys = new SubjectKeys(database.application());
        try {
            book =
                    new PostgresBook(
                            database.application(), database.application()::getConnection, keys);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This node's book once more, where so many appends may wait. */
    PostgresBook another(int waitingMax) throws SQLException {
        return new PostgresBook(
                database.application(),
                database.application()::getConnection,
                keys,
                InstantSource.system(),
                waitingMax);
    }

    static Append of(Event... events) {
        return new Append(CommandId.fresh(), ANNA, List.of(events), Map.of(), List.of(), List.of());
    }

    static UserRegistered annaRegistered() {
        return new UserRegistered(
                ANNA, "anna@example.org", "anna", "Anna", "Änder", UUID.randomUUID());
    }

    static ProjectCreated created(long project, String title) {
        return new ProjectCreated(new ProjectId(project), ANNA, title, List.of(), List.of());
    }

    static MessageSent said(long project, String content) {
        return new MessageSent(new ProjectId(project), ANNA, null, content, null, null, null);
    }

    /** The single value of a query, as the owner of the database. */
    Object ask(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    @Override
    public void close() {
        book.close();
    }
}
