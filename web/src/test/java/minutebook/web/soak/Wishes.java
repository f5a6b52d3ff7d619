package minutebook.web.soak;

import static minutebook.web.soak.Teams.Role.COACH;
import static minutebook.web.soak.Teams.Role.NONE;
import static minutebook.web.soak.Teams.Role.OWNER;
import static minutebook.web.soak.Teams.Role.PARTICIPANT;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import minutebook.web.TestUser;
import minutebook.web.soak.Wish.Learning;
import minutebook.web.soak.client.Chance;
import org.jspecify.annotations.Nullable;

/** What people may want next: mostly what they may do, as far as anybody knows. Thread-safe. */
final class Wishes {
    private static final String PROJECTS = "/api/v1/projects";
    private static final int TEAM_SIZE = 9;

    private final Population people;
    private final Teams teams;
    private final int projectsWanted;
    private final AtomicLong titles = new AtomicLong();

    Wishes(Population people, Teams teams, int projectsWanted) {
        this.people = people;
        this.teams = teams;
        this.projectsWanted = projectsWanted;
    }

    /** Empty: what chance had in mind is not possible now. */
    Optional<Wish> next(Chance chance) {
        if (teams.count() < projectsWanted) {
            return Optional.of(create(chance));
        }
        Optional<Long> project = teams.any(chance);
        return project.flatMap(it -> about(it, chance));
    }

    private Optional<Wish> about(long project, Chance chance) {
        int dice = chance.below(100);
        List<Long> leaders = teams.members(project, OWNER, COACH);
        if (dice < 25) {
            return one(teams.members(project, OWNER), chance).map(by -> rename(project, by));
        } else if (dice < 50) {
            return one(teams.members(project), chance)
                    .map(by -> invite(project, by, chance.of(people.users()).id()));
        } else if (dice < 65) {
            return pair(leaders, teams.members(project, PARTICIPANT), chance)
                    .map(it -> remove(project, it.by(), it.whom()));
        } else if (dice < 78) {
            return pair(leaders, teams.members(project, PARTICIPANT), chance)
                    .map(it -> coach(project, "POST", it.by(), it.whom()));
        } else if (dice < 88) {
            return pair(leaders, teams.members(project, COACH), chance)
                    .map(it -> coach(project, "DELETE", it.by(), it.whom()));
        } else if (dice < 94) {
            return one(teams.members(project, COACH, PARTICIPANT), chance)
                    .map(by -> leave(project, by));
        } else if (dice < 97) {
            return pair(teams.members(project, OWNER), teams.members(project, COACH), chance)
                    .map(it -> handOver(project, it.by(), it.whom()));
        }
        return one(teams.members(project, OWNER), chance).map(by -> delete(project, by));
    }

    private record Pair(long by, long whom) {}

    private static Optional<Long> one(List<Long> users, Chance chance) {
        return users.isEmpty() ? Optional.empty() : Optional.of(chance.of(users));
    }

    private static Optional<Pair> pair(List<Long> by, List<Long> whom, Chance chance) {
        return one(by, chance).flatMap(a -> one(whom, chance).map(b -> new Pair(a, b)));
    }

    /** A new project of somebody's, with a team by chance. */
    Wish create(Chance chance) {
        return create(chance.some(people.users(), TEAM_SIZE));
    }

    private Wish create(List<TestUser> team) {
        List<Long> ids = team.stream().map(TestUser::id).toList();
        List<Long> coaches = ids.subList(1, Math.min(3, ids.size()));
        List<Long> participants = ids.subList(Math.min(3, ids.size()), ids.size());
        return create(team.getFirst(), coaches, participants);
    }

    /** A new project, with exactly these. */
    Wish create(TestUser owner, List<Long> coaches, List<Long> participants) {
        String body =
                "{\"title\": \"%s\", \"coaches\": %s, \"participants\": %s}"
                        .formatted(title(), coaches, participants);
        return new Wish(
                "project-created",
                owner,
                0,
                "POST",
                PROJECTS,
                body,
                (reply, position) -> {
                    long project = reply.at("/id").asLong();
                    if (project != 0) {
                        teams.stands(project, owner.id(), OWNER, position);
                        coaches.forEach(it -> teams.stands(project, it, COACH, position));
                        participants.forEach(
                                it -> teams.stands(project, it, PARTICIPANT, position));
                    }
                });
    }

    private String title() {
        return "Project " + titles.incrementAndGet();
    }

    private Wish rename(long project, long by) {
        String body = "{\"title\": \"%s\"}".formatted(title());
        return wish("project-renamed", by, project, "PUT", "", body, Learning.of(_ -> {}));
    }

    private Wish invite(long project, long by, long whom) {
        return wish(
                "participant-invited",
                by,
                project,
                "POST",
                "/invite",
                "{\"participant\": %d}".formatted(whom),
                Learning.of(at -> teams.stands(project, whom, PARTICIPANT, at)));
    }

    private Wish remove(long project, long by, long whom) {
        return wish(
                "participant-removed",
                by,
                project,
                "DELETE",
                "/remove-participant",
                "{\"participant\": %d}".formatted(whom),
                Learning.of(at -> teams.stands(project, whom, NONE, at)));
    }

    private Wish coach(long project, String method, long by, long whom) {
        boolean designate = method.equals("POST");
        return wish(
                designate ? "coach-designated" : "coach-withdrawn",
                by,
                project,
                method,
                "/designate-coach",
                "{\"coach\": %d}".formatted(whom),
                Learning.of(
                        at -> teams.stands(project, whom, designate ? COACH : PARTICIPANT, at)));
    }

    private Wish leave(long project, long by) {
        Learning gone = Learning.of(at -> teams.stands(project, by, NONE, at));
        return wish("member-left", by, project, "DELETE", "/leave", null, gone);
    }

    private Wish handOver(long project, long by, long whom) {
        return wish(
                "project-handed-over",
                by,
                project,
                "PUT",
                "/owner",
                "{\"owner\": %d}".formatted(whom),
                Learning.of(
                        at -> {
                            teams.stands(project, by, COACH, at);
                            teams.stands(project, whom, OWNER, at);
                        }));
    }

    private Wish delete(long project, long by) {
        Learning gone = Learning.of(_ -> teams.delete(project));
        return wish("project-deleted", by, project, "DELETE", "", null, gone);
    }

    private Wish wish(
            String type,
            long by,
            long project,
            String method,
            String what,
            @Nullable String body,
            Learning learning) {
        String path = PROJECTS + "/" + project + what;
        return new Wish(type, people.user(by), project, method, path, body, learning);
    }

    /** The role of admin, given or taken by one who has it. */
    static Wish admin(TestUser by, TestUser whom, boolean grant) {
        return new Wish(
                grant ? "role-granted" : "role-revoked",
                by,
                0,
                grant ? "POST" : "DELETE",
                "/api/v1/users/admin/" + whom.id(),
                null,
                Learning.of(_ -> {}));
    }
}
