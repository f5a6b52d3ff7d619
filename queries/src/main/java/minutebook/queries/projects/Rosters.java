package minutebook.queries.projects;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Roster.Seat;
import org.jspecify.annotations.Nullable;

/**
 * Some projects of two tables, for the length of one batch: read, changed by events, and the
 * difference written back, each in a statement or two however many they are. The tables have the
 * columns of {@code project} and {@code member}.
 */
public final class Rosters {

    /** Where they are kept. */
    public record Tables(String project, String member) {}

    private final Tables tables;
    private final Map<ProjectId, Roster> stored;
    private final Map<ProjectId, Roster> current;

    private Rosters(Tables tables, Map<ProjectId, Roster> stored) {
        this.tables = tables;
        this.stored = stored;
        this.current = new TreeMap<>(stored);
    }

    /** Those of {@code ids} that the tables have. */
    public static Rosters read(Transaction transaction, Tables tables, Collection<ProjectId> ids)
            throws SQLException {
        var titles = new HashMap<ProjectId, String>();
        var seats = new HashMap<ProjectId, Map<UserId, Seat>>();
        if (!ids.isEmpty()) {
            transaction.list(
                    "select p.id, p.title, m.member, m.role, m.since, m.place from "
                            + tables.project()
                            + " p join "
                            + tables.member()
                            + " m on m.project = p.id where p.id = any (?)"
                            + " order by p.id, m.since, m.place",
                    row -> {
                        var id = new ProjectId(row.getLong(1));
                        titles.put(id, row.getString(2));
                        var seat = new Seat(Role.of(row.getInt(4)), row.getLong(5), row.getInt(6));
                        return seats.computeIfAbsent(id, _ -> new LinkedHashMap<>())
                                .put(new UserId(row.getLong(3)), seat);
                    },
                    Sql.longs(ids, ProjectId::value));
        }
        var stored = new HashMap<ProjectId, Roster>();
        titles.forEach(
                (id, title) ->
                        stored.put(id, new Roster(id, title, seats.getOrDefault(id, Map.of()))));
        return new Rosters(tables, stored);
    }

    /** The project after the events so far; null: there is none. */
    public @Nullable Roster get(ProjectId id) {
        return current.get(id);
    }

    public void apply(ProjectEvent event, long position) {
        ProjectId id = event.project();
        Roster before = current.get(id);
        Roster after;
        if (before != null) {
            after = before.after(event, position);
        } else if (event instanceof ProjectCreated created) {
            after = Roster.created(created, position);
        } else {
            throw new IllegalStateException("project-" + id + " is not known at " + position);
        }
        if (after == null) {
            current.remove(id);
        } else {
            current.put(id, after);
        }
    }

    /** Writes what differs from what was read. */
    public void write(Transaction transaction) throws SQLException {
        new RosterWriter(transaction, tables).write(stored, current);
    }
}
