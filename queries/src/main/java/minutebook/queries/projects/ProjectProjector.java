package minutebook.queries.projects;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;

/** Keeps the tables {@code project} and {@code member}. */
public final class ProjectProjector implements Projector {
    private static final Rosters.Tables TABLES = new Rosters.Tables("project", "member");

    @Override
    public String name() {
        return "projects";
    }

    @Override
    public List<String> tables() {
        return List.of(TABLES.project(), TABLES.member());
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(ProjectEvent.class);
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof ProjectEvent;
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        Set<ProjectId> ids = new LinkedHashSet<>();
        events.forEach(it -> ids.add(((ProjectEvent) it.event()).project()));
        Rosters rosters = Rosters.read(transaction, TABLES, ids);
        events.forEach(it -> rosters.apply((ProjectEvent) it.event(), it.position()));
        rosters.write(transaction);
    }
}
