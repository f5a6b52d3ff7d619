package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import minutebook.events.ProjectId;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Roster;
import org.jspecify.annotations.Nullable;

/** Keeps {@code analytics_project} and {@code analytics_size}: the life of projects. */
final class ProjectFacts implements Facts {
    private static final long NEVER = -1;

    private static final String PROJECTS =
            """
            insert into analytics_project as known (id, title, owner, created_at, deleted_at)
            select id, title, owner, %s, case when deleted >= 0 then %s end
            from unnest(?, ?, ?, ?, ?) as changed (id, title, owner, micros, deleted)
            on conflict (id) do update set title = excluded.title, owner = excluded.owner,
                deleted_at = excluded.deleted_at
            """
                    .formatted(Days.time("micros"), Days.time("deleted"));

    private static final String SIZES =
            """
            insert into analytics_size (project, day, members, coaches, participants)
            select project, %s, members, coaches, participants
            from unnest(?, ?, ?, ?, ?) as sized (project, day, members, coaches, participants)
            on conflict (project, day) do update set members = excluded.members,
                coaches = excluded.coaches, participants = excluded.participants
            """
                    .formatted(Days.DATE);

    /** {@code micros}: of the first change in the batch, which is the creation of a new one. */
    private record Life(Roster last, long micros, long deletedMicros) {}

    private record ProjectDay(ProjectId project, int day) implements Comparable<ProjectDay> {
        @Override
        public int compareTo(ProjectDay other) {
            int byProject = Long.compare(project.value(), other.project.value());
            return byProject != 0 ? byProject : Integer.compare(day, other.day);
        }
    }

    private final Map<ProjectId, Life> lives = new TreeMap<>();
    private final Map<ProjectDay, Headcount> sizes = new TreeMap<>();

    void take(Change change) {
        long micros = Times.micros(change.record().recordedAt());
        ProjectId project = change.either().project();
        Life known = lives.get(project);
        long first = known == null ? micros : known.micros();
        long deleted = change.after() == null ? micros : NEVER;
        lives.put(project, new Life(change.either(), first, deleted));

        Headcount size = Headcount.of(change.after());
        if (!size.equals(Headcount.of(change.before()))) {
            sizes.put(new ProjectDay(project, Days.of(change.record().recordedAt())), size);
        }
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (!lives.isEmpty()) {
            var rows = lives.values();
            transaction.update(
                    PROJECTS,
                    Sql.longs(rows, it -> it.last().project().value()),
                    Sql.texts(rows, it -> it.last().title()),
                    Sql.longs(rows, it -> it.last().owner().value()),
                    Sql.longs(rows, Life::micros),
                    Sql.longs(rows, Life::deletedMicros));
        }
        if (!sizes.isEmpty()) {
            transaction.update(
                    SIZES,
                    Sql.longs(sizes.keySet(), it -> it.project().value()),
                    sizes.keySet().stream().mapToInt(ProjectDay::day).toArray(),
                    sizes.values().stream().mapToInt(Headcount::members).toArray(),
                    sizes.values().stream().mapToInt(Headcount::coaches).toArray(),
                    sizes.values().stream().mapToInt(Headcount::participants).toArray());
        }
    }

    private record Headcount(int members, int coaches, int participants) {
        static Headcount of(@Nullable Roster roster) {
            if (roster == null) {
                return new Headcount(0, 0, 0);
            }
            int coaches = 0;
            int participants = 0;
            for (Roster.Seat seat : roster.seats().values()) {
                switch (seat.role()) {
                    case OWNER -> {}
                    case COACH -> coaches++;
                    case PARTICIPANT -> participants++;
                }
            }
            return new Headcount(roster.seats().size(), coaches, participants);
        }
    }
}
