package minutebook.queries.projects;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.NewRows;
import minutebook.queries.Search;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Roster.Seat;
import minutebook.queries.projects.Rosters.Tables;

/** Writes the difference between two states of some projects, in bulk. */
final class RosterWriter {

    private record Row(ProjectId project, UserId member, Seat seat) {}

    private final Transaction transaction;
    private final Tables tables;

    RosterWriter(Transaction transaction, Tables tables) {
        this.transaction = transaction;
        this.tables = tables;
    }

    void write(Map<ProjectId, Roster> before, Map<ProjectId, Roster> after) throws SQLException {
        deleteProjects(before.keySet().stream().filter(it -> !after.containsKey(it)).toList());
        var titled = new ArrayList<Roster>();
        var gone = new ArrayList<Row>();
        var taken = new ArrayList<Row>();
        for (Roster now : after.values()) {
            Roster then = before.get(now.project());
            if (then == null || !then.title().equals(now.title())) {
                titled.add(now);
            }
            Map<UserId, Seat> seats = then == null ? Map.of() : then.seats();
            gone.addAll(lacking(now.project(), seats, now.seats()));
            taken.addAll(lacking(now.project(), now.seats(), seats));
        }
        writeProjects(titled);
        deleteSeats(gone);
        writeSeats(taken);
    }

    /** The seats of {@code some} that {@code others} have not, or not the same. */
    private static List<Row> lacking(
            ProjectId project, Map<UserId, Seat> some, Map<UserId, Seat> others) {
        var rows = new ArrayList<Row>();
        some.forEach(
                (user, seat) -> {
                    if (!seat.equals(others.get(user))) {
                        rows.add(new Row(project, user, seat));
                    }
                });
        return rows;
    }

    private void deleteProjects(Collection<ProjectId> gone) throws SQLException {
        if (!gone.isEmpty()) {
            long[] ids = Sql.longs(gone, ProjectId::value);
            String of = " where %s = any (?)";
            transaction.update("delete from " + tables.member() + of.formatted("project"), ids);
            transaction.update("delete from " + tables.project() + of.formatted("id"), ids);
        }
    }

    private void writeProjects(List<Roster> rows) throws SQLException {
        if (!rows.isEmpty()) {
            transaction.update(
                    "insert into "
                            + tables.project()
                            + " (id, title, search) select * from unnest(?, ?, ?)"
                            + " on conflict (id) do update"
                            + " set title = excluded.title, search = excluded.search",
                    Sql.longs(rows, it -> it.project().value()),
                    Sql.texts(rows, Roster::title),
                    Sql.texts(rows, it -> Search.folded(it.title())));
        }
    }

    private void deleteSeats(List<Row> rows) throws SQLException {
        if (!rows.isEmpty()) {
            transaction.update(
                    "delete from "
                            + tables.member()
                            + " where (project, member) in (select * from unnest(?, ?))",
                    Sql.longs(rows, it -> it.project().value()),
                    Sql.longs(rows, it -> it.member().value()));
        }
    }

    private void writeSeats(List<Row> rows) throws SQLException {
        NewRows.of(tables.member(), rows)
                .number("project", it -> it.project().value())
                .number("member", it -> it.member().value())
                .small("role", it -> it.seat().role().code())
                .number("since", it -> it.seat().since())
                .integer("place", it -> it.seat().place())
                .write(transaction);
    }
}
