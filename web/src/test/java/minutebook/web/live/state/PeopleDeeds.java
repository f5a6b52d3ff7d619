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
        toAnother(history, step, "POST", "admin", it -> !it.isArchived());
    }

    static void revokeAdmin(History history, Tab tab, Step step) {
        toAnother(history, step, "DELETE", "admin", it -> !it.isArchived());
    }

    static void archive(History history, Tab tab, Step step) throws InterruptedException {
        // Nobody who is cut off could tell what became of what they were saying.
        history.awaitSilence();
        Person whom = toAnother(history, step, "POST", "archive", it -> !it.isArchived());
        if (whom != null) {
            whom.wasArchived();
        }
    }

    static void unarchive(History history, Tab tab, Step step) {
        Person whom = toAnother(history, step, "DELETE", "archive", Person::isArchived);
        if (whom != null) {
            whom.logIn();
        }
    }

    /** By an admin to somebody else, but never to the first admin, who is the last one, too. */
    private static @Nullable Person toAnother(
            History history, Step step, String method, String what, Predicate<Person> which) {
        List<Tab> admins =
                history.tabs().stream()
                        .filter(it -> it.screen().isAdmin() && !it.person().isArchived())
                        .toList();
        Tab tab = Step.pick(admins, step.tab());
        List<Person> others =
                history.people().stream()
                        .filter(it -> it != tab.person() && it != history.admin())
                        .filter(which)
                        .toList();
        if (others.isEmpty()) {
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
                                                                            Lineage.position(id))));
        }
    }
}
