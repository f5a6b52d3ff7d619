package minutebook.web.live.state;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What people do to themselves and to each other. */
final class PeopleDeeds {
    private static final int NEWEST = 20;

    private PeopleDeeds() {}

    static void register(Turn turn) throws Exception {
        turn.history().newcomer(turn.step());
    }

    /** Nobody is told of it. */
    static void editProfile(Turn turn) {
        String name = turn.tab().person().user().name() + "_" + turn.history().newNumber();
        turn.command(
                "PUT",
                "/api/v1/users/me",
                "{\"username\": \"%1$s\", \"first_name\": \"%1$s\", \"last_name\": \"New\"}"
                        .formatted(name));
    }

    static void grantAdmin(Turn turn) {
        toAnother(turn, "POST", "admin", it -> !it.isArchived());
    }

    static void revokeAdmin(Turn turn) {
        toAnother(turn, "DELETE", "admin", it -> !it.isArchived());
    }

    static void archive(Turn turn) throws Exception {
        // Nobody who is cut off could tell what became of what they were saying.
        turn.history().awaitSilence();
        var archived = toAnother(turn, "POST", "archive", it -> !it.isArchived());
        if (archived.isPresent()) {
            archived.get().wasArchived();
        }
    }

    static void unarchive(Turn turn) {
        toAnother(turn, "DELETE", "archive", Person::isArchived).ifPresent(Person::logIn);
    }

    /** By an admin to somebody else, but never to the first admin, who is the last one, too. */
    private static Optional<Person> toAnother(
            Turn turn, String method, String what, Predicate<Person> which) {
        History history = turn.history();
        Tab admins = history.adminTab(turn.step());
        List<Person> others =
                history.people().stream()
                        .filter(it -> it != admins.person() && it != history.admin())
                        .filter(which)
                        .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Person whom = Step.pick(others, turn.step().whom());
        return turn.by(admins)
                .command(method, "/api/v1/users/" + what + "/" + whom.id(), null)
                .map(_ -> whom);
    }

    /** One that all tabs have: whose page does not go back so far, cannot count what is unread. */
    static void markRead(Turn turn) {
        List<String> ids = turn.tab().inboxIds().stream().limit(NEWEST).toList();
        if (!ids.isEmpty()) {
            String id = Step.pick(ids, turn.step().which());
            String body = "{\"up_to\": \"%s\"}".formatted(id);
            turn.command("PUT", "/api/v1/notifications/read", body)
                    .ifPresent(
                            it ->
                                    turn.did(
                                            it,
                                            screen ->
                                                    screen.inbox().markRead(Lineage.position(id))));
        }
    }
}
