package minutebook.queries.analytics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.queries.NewRows;
import minutebook.queries.Sql;
import minutebook.queries.Times;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Role;
import minutebook.queries.projects.Roster;
import org.jspecify.annotations.Nullable;

/** Keeps {@code analytics_membership}: who was in which project as what, from when to when. */
final class MembershipFacts implements Facts {
    private static final long STILL = -1;

    private static final String END =
            """
            update analytics_membership m set ended_at = %s
            from unnest(?, ?, ?) as ended (project, person, micros)
            where m.project = ended.project and m.person = ended.person and m.ended_at is null
            """
                    .formatted(Days.time("ended.micros"));

    private record Seat(ProjectId project, UserId person) {}

    private record Began(Seat seat, Role role, long position, long micros) {}

    private record Ended(Seat seat, long micros) {}

    private record Whole(Began began, long endedMicros) {}

    /** Those that began in this batch and go on. */
    private final Map<Seat, Began> open = new HashMap<>();

    private final List<Whole> closed = new ArrayList<>();

    /** Of those that began before this batch. */
    private final List<Ended> ended = new ArrayList<>();

    void take(Change change) {
        Set<UserId> concerned = new HashSet<>();
        ProjectId project = change.either().project();
        long micros = Times.micros(change.record().recordedAt());
        addMembers(concerned, change.before());
        addMembers(concerned, change.after());
        for (UserId person : concerned) {
            Role was = role(change.before(), person);
            Role is = role(change.after(), person);
            var seat = new Seat(project, person);
            if (was != null && was != is) {
                end(seat, micros);
            }
            if (is != null && was != is) {
                open.put(seat, new Began(seat, is, change.record().position(), micros));
            }
        }
    }

    private void end(Seat seat, long micros) {
        Began began = open.remove(seat);
        if (began == null) {
            ended.add(new Ended(seat, micros));
        } else {
            closed.add(new Whole(began, micros));
        }
    }

    private static void addMembers(Set<UserId> people, @Nullable Roster roster) {
        if (roster != null) {
            people.addAll(roster.members());
        }
    }

    private static @Nullable Role role(@Nullable Roster roster, UserId person) {
        Roster.Seat seat = roster == null ? null : roster.seats().get(person);
        return seat == null ? null : seat.role();
    }

    @Override
    public void write(Transaction transaction) throws SQLException {
        if (!ended.isEmpty()) {
            transaction.update(
                    END,
                    Sql.longs(ended, it -> it.seat().project().value()),
                    Sql.longs(ended, it -> it.seat().person().value()),
                    Sql.longs(ended, Ended::micros));
        }
        open.values().forEach(it -> closed.add(new Whole(it, STILL)));
        NewRows.of("analytics_membership", closed)
                .number("project", it -> it.began().seat().project().value())
                .number("person", it -> it.began().seat().person().value())
                .small("role", it -> it.began().role().code())
                .number("position", it -> it.began().position())
                .time("began_at", it -> it.began().micros())
                .time("ended_at", it -> it.endedMicros() == STILL ? null : it.endedMicros())
                .write(transaction);
    }
}
