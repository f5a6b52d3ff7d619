package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minutebook.events.book.RecordedEvent;
import minutebook.queries.analytics.AnalyticsProjector;
import minutebook.queries.messages.MessageProjector;
import minutebook.queries.notifications.Notification;
import minutebook.queries.notifications.NotificationListener;
import minutebook.queries.notifications.NotificationProjector;
import minutebook.queries.projects.ProjectProjector;
import minutebook.queries.sessions.SessionProjector;
import minutebook.queries.users.UserProjector;

/** All read models of a database, filled and read by hand. */
public final class Tables {
    private Tables() {}

    public static List<Projector> projectors(NotificationListener listener) {
        return List.of(
                new UserProjector(),
                new ProjectProjector(),
                new MessageProjector(),
                new SessionProjector(),
                new NotificationProjector(listener),
                new AnalyticsProjector());
    }

    public static List<Projector> projectors() {
        return projectors(new Unheard());
    }

    /** Feeds the events to all projectors, {@code size} at a time. */
    public static void fill(TestDatabase database, List<RecordedEvent> events, int size)
            throws SQLException {
        try (Connection connection = database.connect()) {
            for (int from = 0; from < events.size(); from += size) {
                var batch = events.subList(from, Math.min(events.size(), from + size));
                for (Projector projector : projectors()) {
                    project(projector, batch, connection);
                }
            }
        }
    }

    public static void project(
            Projector projector, List<RecordedEvent> batch, Connection connection)
            throws SQLException {
        var concerning = batch.stream().filter(it -> projector.concerns(it.event())).toList();
        if (!concerning.isEmpty()) {
            Transaction.run(connection, it -> projector.project(concerning, it));
        }
        projector.projected(batch.getLast().position());
    }

    /** All rows of all tables, but of the checkpoints. */
    public static Map<String, List<String>> contents(TestDatabase database) throws SQLException {
        var contents = new LinkedHashMap<String, List<String>>();
        for (Projector projector : projectors()) {
            for (String table : projector.tables()) {
                contents.put(table, database.rows(table));
            }
        }
        return contents;
    }

    /** Keeps what it is told. */
    public static class Unheard implements NotificationListener {
        public final List<Notification> notifications = new ArrayList<>();

        @Override
        public void projected(List<Notification> some, long checkpoint) {
            notifications.addAll(some);
        }

        @Override
        public void observed(long checkpoint) {}
    }
}
