package minutebook.web.live.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import minutebook.web.TestUser.Reply;

/** What people do to projects, by what their pages show; the answer is how they know of it. */
final class ProjectDeeds {
    private static final String PROJECTS = "/api/v1/projects";

    private static final ToOne DESIGNATE =
            new ToOne("POST", "/designate-coach", "coach", Shown::participants, Shown::withCoach);
    private static final ToOne WITHDRAW =
            new ToOne(
                    "DELETE", "/designate-coach", "coach", Shown::coaches, Shown::withParticipant);
    private static final ToOne REMOVE =
            new ToOne(
                    "DELETE",
                    "/remove-participant",
                    "participant",
                    Shown::participants,
                    Shown::without);

    private ProjectDeeds() {}

    /**
     * What is done to one person.
     *
     * @param whom to whom it may be done
     * @param change what it makes of the project
     */
    private record ToOne(
            String method,
            String route,
            String field,
            Function<Shown, List<Long>> whom,
            BiFunction<Shown, Long, Shown> change) {

        void happens(Turn turn, Shown project) {
            turn.oneOf(whom.apply(project)).ifPresent(it -> happens(turn, project, it));
        }

        private void happens(Turn turn, Shown project, long person) {
            String body = "{\"%s\": %d}".formatted(field, person);
            turn.command(method, path(project) + route, body)
                    .ifPresent(
                            reply ->
                                    turn.did(
                                            reply,
                                            screen ->
                                                    screen.change(
                                                            project.id(),
                                                            it -> change.apply(it, person))));
        }
    }

    static void create(Turn turn) {
        List<Long> coaches = new ArrayList<>();
        List<Long> participants = new ArrayList<>();
        int chosen = turn.step().whom();
        for (Person it : turn.history().people()) {
            if (chosen % 3 == 1) {
                coaches.add(it.id());
            }
            // Who is named twice is a coach.
            if (chosen % 3 != 0) {
                participants.add(it.id());
            }
            chosen /= 3;
        }
        String body =
                "{\"title\": \"%s\", \"coaches\": %s, \"participants\": %s}"
                        .formatted(turn.history().newTitle(), coaches, participants);
        turn.command("POST", PROJECTS, body).ifPresent(it -> didWhole(turn, it));
    }

    static void rename(Turn turn) {
        String body = "{\"title\": \"%s\"}".formatted(turn.history().newTitle());
        turn.project(it -> it.owner() == turn.me())
                .flatMap(it -> turn.command("PUT", path(it), body))
                .ifPresent(it -> didWhole(turn, it));
    }

    /** The answer is the whole project. */
    private static void didWhole(Turn turn, Reply reply) {
        turn.did(reply, screen -> screen.put(Shown.of(reply.json())));
    }

    static void invite(Turn turn) {
        List<Long> all = turn.history().people().stream().map(Person::id).toList();
        var invite =
                new ToOne(
                        "POST",
                        "/invite",
                        "participant",
                        project -> all.stream().filter(it -> !project.has(it)).toList(),
                        Shown::withParticipant);
        turn.project(_ -> true).ifPresent(it -> invite.happens(turn, it));
    }

    static void designate(Turn turn) {
        toOneOfLed(turn, DESIGNATE);
    }

    static void withdraw(Turn turn) {
        toOneOfLed(turn, WITHDRAW);
    }

    static void remove(Turn turn) {
        toOneOfLed(turn, REMOVE);
    }

    private static void toOneOfLed(Turn turn, ToOne what) {
        turn.project(it -> it.isLedBy(turn.me())).ifPresent(it -> what.happens(turn, it));
    }

    static void leave(Turn turn) {
        turn.project(it -> it.owner() != turn.me())
                .ifPresent(it -> end(turn, it, path(it) + "/leave"));
    }

    static void delete(Turn turn) {
        turn.project(it -> it.owner() == turn.me()).ifPresent(it -> end(turn, it, path(it)));
    }

    private static void end(Turn turn, Shown project, String path) {
        turn.command("DELETE", path, null)
                .ifPresent(it -> turn.did(it, screen -> screen.drop(project.id())));
    }

    /** By the owner; an admin does so for one who is archived. */
    static void handOver(Turn turn) {
        turn.project(it -> it.owner() == turn.me()).ifPresent(it -> handOver(turn, it));
        Turn admins = turn.by(turn.history().adminTab(turn.step()));
        turn.history().ofArchived().ifPresent(it -> handOver(admins, it));
    }

    private static void handOver(Turn turn, Shown project) {
        turn.oneOf(project.members().toList())
                .flatMap(
                        it ->
                                turn.command(
                                        "PUT",
                                        path(project) + "/owner",
                                        "{\"owner\": %d}".formatted(it)))
                .ifPresent(turn.history()::handedOver);
    }

    private static String path(Shown project) {
        return PROJECTS + "/" + project.id();
    }
}
