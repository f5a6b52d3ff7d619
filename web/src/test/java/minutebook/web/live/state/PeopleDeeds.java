package minutebook.web.live.state;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people do to themselves and to each other. */
final class PeopleDeeds {
    private PeopleDeeds() {}

    static void register(History history, Tab tab, Step step) throws Exception {
        history.newcomer(step);
    }

    /** Nobody is told of it. */
    static void editProfile(History history, Tab tab, Step step) {
        String name = tab.person().user().name() + "_" + history.newNumber();
        history.command(
                tab,
                step,
                "PUT",
                "/api/v1/users/me",
                "{\"username\": \"%1$s\", \"first_name\": \"%1$s\", \"last_name\": \"New\"}"
                        .formatted(name));
    }

    static void grantAdmin(History history, Tab tab, Step step) {
        other(history, tab, step, "POST", "admin", it -> !it.isArchived());
    }

    static void revokeAdmin(History history, Tab tab, Step step) {
        other(history, tab, step, "DELETE", "admin", it -> !it.isArchived());
    }

    static void archive(History history, Tab tab, Step step) throws InterruptedException {
        Person whom = other(history, tab, step, "POST", "archive", it -> !it.isArchived());
        if (whom != null) {
            whom.wasArchived();
        }
    }

    static void unarchive(History history, Tab tab, Step step) {
        Person whom = other(history, tab, step, "DELETE", "archive", Person::isArchived);
        if (whom != null) {
            whom.logIn();
        }
    }

    /** To somebody else, but never to the first admin, who is the last one, too. */
    private static @Nullable Person other(
            History history,
            Tab tab,
            Step step,
            String method,
            String what,
            Predicate<Person> which) {
        List<Person> others =
                history.people().stream()
                        .filter(it -> it != tab.person() && it != history.admin())
                        .filter(which)
                        .toList();
        if (others.isEmpty() || !tab.screen().isAdmin()) {
            return null;
        }
        Person whom = Step.pick(others, step.whom());
        String path = "/api/v1/users/" + what + "/" + whom.id();
        return history.command(tab, step, method, path, null).isPresent() ? whom : null;
    }

    static void markRead(History history, Tab tab, Step step) {
        List<String> ids = tab.inboxIds();
        if (!ids.isEmpty()) {
            String id = Step.pick(ids, step.which());
            history.command(
                            tab,
                            step,
                            "PUT",
                            "/api/v1/notifications/read",
                            "{\"up_to\": \"%s\"}".formatted(id))
                    .ifPresent(
                            it ->
                                    tab.person()
                                            .did(
                                                    History.position(it),
                                                    screen ->
                                                            screen.inbox()
                                                                    .markRead(
                                                                            Lineage.position(
                                                                                    id))));
        }
    }
}
