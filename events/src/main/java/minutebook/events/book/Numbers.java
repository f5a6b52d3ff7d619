package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure.BookUnavailable;

/** Draws the numbers of new users and projects: each once, on all nodes together. */
public final class Numbers {
    private final DataSource database;

    public Numbers(DataSource database) {
        this.database = database;
    }

    public UserId nextUser() {
        return new UserId(next("book.user_number"));
    }

    public ProjectId nextProject() {
        return new ProjectId(next("book.project_number"));
    }

    private long next(String sequence) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("select nextval(?::regclass)")) {
            statement.setString(1, sequence);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new BookUnavailable("No number can be drawn: " + e.getMessage());
        }
    }
}
