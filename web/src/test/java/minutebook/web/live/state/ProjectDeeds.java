package minutebook.web.live.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import minutebook.web.TestUser.Reply;

/** What people do to projects, by what their pages show; the answer is how they know of it. */
final class ProjectDeeds {
    private static final String PROJECTS = "/api/v1/projects";

    private ProjectDeeds() {}

    static void create(History history, Tab tab, Step step) {
        List<Long> coaches = new ArrayList<>();
        List<Long> participants = new ArrayList<>();
        int chosen = step.whom();
        for (Person it : history.people()) {
            if (chosen % 3 == 1) {
                coaches.add(it.id());
            }
            if (chosen % 3 != 0) {
                participants.add(it.id());
            }
            chosen /= 3;
        }
        String body =
                "{\"title\": \"%s\", \"coaches\": %s, \"participants\": %s}"
                        .formatted(history.newTitle(), coaches, participants);
        history.command(tab, step, "POST", PROJECTS, body)
                .ifPresent(it -> did(tab, it, screen -> screen.put(Shown.of(it.json()))));
    }

    private static void did(Tab tab, Reply reply, Consumer<Screen> what) {
        tab.person().did(History.position(reply), what);
    }

    static void rename(History history, Tab tab, Step step) {
        shown(tab, step, it -> it.owner() == tab.person().id())
                .flatMap(
                        it ->
                                history.command(
                                        tab,
                                        step,
                                        "PUT",
                                        path(it),
                                        "{\"title\": \"%s\"}".formatted(history.newTitle())))
                .ifPresent(it -> did(tab, it, screen -> screen.put(Shown.of(it.json()))));
    }

    static void invite(History history, Tab tab, Step step) {
        shown(tab, step, _ -> true)
                .ifPresent(
                        it -> {
                            List<Long> others =
                                    history.people().stream()
                                            .map(Person::id)
                                            .filter(id -> !it.has(id))
                                            .toList();
                            onOne(
                                    history,
                                    tab,
                                    step,
                                    new Wish(
                                            it,
                                            "POST",
                                            "/invite",
                                            "participant",
                                            others,
                                            Shown::withParticipant));
                        });
    }

    static void designate(History history, Tab tab, Step step) {
        led(tab, step)
                .ifPresent(
                        it ->
                                onOne(
                                        history,
                                        tab,
                                        step,
                                        new Wish(
                                                it,
                                                "POST",
                                                "/designate-coach",
                                                "coach",
                                                it.participants(),
                                                Shown::withCoach)));
    }

    static void withdraw(History history, Tab tab, Step step) {
        led(tab, step)
                .ifPresent(
                        it ->
                                onOne(
                                        history,
                                        tab,
                                        step,
                                        new Wish(
                                                it,
                                                "DELETE",
                                                "/designate-coach",
                                                "coach",
                                                it.coaches(),
                                                Shown::withParticipant)));
    }

    static void remove(History history, Tab tab, Step step) {
        led(tab, step)
                .ifPresent(
                        it ->
                                onOne(
                                        history,
                                        tab,
                                        step,
                                        new Wish(
                                                it,
                                                "DELETE",
                                                "/remove-participant",
                                                "participant",
                                                it.participants(),
                                                Shown::without)));
    }

    private interface Change {
        Shown of(Shown shown, long person);
    }

    /** To be done to one of some people; {@code change}: what it makes of the project. */
    private record Wish(
            Shown project,
            String method,
            String route,
            String field,
            List<Long> people,
            Change change) {}

    private static void onOne(History history, Tab tab, Step step, Wish wish) {
        if (wish.people().isEmpty()) {
            return;
        }
        long whom = Step.pick(wish.people(), step.whom());
        long project = wish.project().id();
        UnaryOperator<Shown> change = it -> wish.change().of(it, whom);
        history.command(
                        tab,
                        step,
                        wish.method(),
                        path(wish.project()) + wish.route(),
                        "{\"%s\": %d}".formatted(wish.field(), whom))
                .ifPresent(it -> did(tab, it, screen -> screen.change(project, change)));
    }

    static void leave(History history, Tab tab, Step step) {
        shown(tab, step, it -> it.owner() != tab.person().id())
                .ifPresent(it -> end(history, tab, step, it, path(it) + "/leave"));
    }

    static void delete(History history, Tab tab, Step step) {
        shown(tab, step, it -> it.owner() == tab.person().id())
                .ifPresent(it -> end(history, tab, step, it, path(it)));
    }

    private static void end(History history, Tab tab, Step step, Shown project, String path) {
        history.command(tab, step, "DELETE", path, null)
                .ifPresent(it -> did(tab, it, screen -> screen.drop(project.id())));
    }

    /** By the owner, or an admin where that one is archived. */
    static void handOver(History history, Tab tab, Step step) {
        Optional<Shown> project =
                shown(tab, step, it -> it.owner() == tab.person().id())
                        .or(() -> tab.screen().isAdmin() ? history.ofArchived() : Optional.empty());
        project.ifPresent(
                it -> {
                    List<Long> members = it.members().toList();
                    String body = "{\"owner\": %d}".formatted(Step.pick(members, step.whom()));
                    history.command(tab, step, "PUT", path(it) + "/owner", body)
                            .ifPresent(history::handedOver);
                });
    }

    private static Optional<Shown> led(Tab tab, Step step) {
        return shown(tab, step, it -> it.isLedBy(tab.person().id()));
    }

    private static Optional<Shown> shown(Tab tab, Step step, Predicate<Shown> which) {
        List<Shown> those = tab.screen().projects().stream().filter(which).toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(Step.pick(those, step.which()));
    }

    private static String path(Shown project) {
        return PROJECTS + "/" + project.id();
    }
}
