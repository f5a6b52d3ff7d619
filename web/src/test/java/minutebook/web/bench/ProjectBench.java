package minutebook.web.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.SubjectKeys;
import minutebook.queries.Projector;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.queries.analytics.AnalyticsProjector;
import minutebook.queries.messages.MessageProjector;
import minutebook.queries.notifications.NotificationListener;
import minutebook.queries.notifications.NotificationProjector;
import minutebook.queries.projects.ProjectProjector;
import minutebook.queries.sessions.SessionProjector;
import minutebook.queries.users.UserProjector;
import minutebook.web.database.Database;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.database.Migrations;
import minutebook.web.database.OperatorDatabase;

/**
 * All projectors as a server runs them, each in transactions of its own into the tables in use,
 * which are empty at first, until they are at the end of the book.
 */
final class ProjectBench {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private ProjectBench() {}

    /** {@code arguments}: the database. Prints one line of JSON. */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        DatabaseUrl url = DatabaseUrl.parse(arguments[0]);
        try (Connection owner = OperatorDatabase.owner(url).connect();
                var statement = owner.createStatement()) {
            statement.execute("drop schema if exists queries cascade");
        }
        Migrations.apply(url);
        try (var database = Database.connect(url);
                var book =
                        new PostgresBook(
                                database.application(),
                                database.outsidePool()::getConnection,
                                new SubjectKeys(database.application()))) {
            long events = book.head();
            long start = System.nanoTime();
            project(database, book, events);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"events\": %d, \"seconds\": %.3f, \"perSecond\": %.0f}%n",
                    events,
                    seconds,
                    events / seconds);
        }
    }

    private static void project(Database database, PostgresBook book, long head)
            throws InterruptedException {
        List<Projector> projectors =
                List.of(
                        new UserProjector(),
                        new ProjectProjector(),
                        new MessageProjector(),
                        new SessionProjector(),
                        new NotificationProjector(NotificationListener.NOBODY),
                        new AnalyticsProjector());
        var runners = ProjectorRunner.of(projectors, book, database.outsidePool());
        try (var models = ReadModels.start(runners)) {
            if (!models.await(head, PATIENCE)) {
                throw new IllegalStateException("Stopped at " + models.statuses());
            }
        }
    }
}
