package minutebook.web.chaos;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.soak.Teams;
import minutebook.web.soak.check.Reading;
import minutebook.web.soak.check.Reading.OfInbox;
import minutebook.web.soak.check.Reading.OfProject;
import minutebook.web.soak.check.Reading.OfRoom;
import minutebook.web.soak.check.Reading.Subject;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Doors;
import minutebook.web.soak.client.Stage;

/**
 * Asks one question after the other, of either node, as anybody, and always to be told at least
 * what somebody has just been told. Runs until the run ends.
 */
final class Reader implements Runnable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int PER_PAGE = 20;
    private static final Set<Integer> ANSWERS = Set.of(200, 403, 404);
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    private final String name;
    private final List<TestUser> users;
    private final Teams teams;
    private final Doors doors;
    private final Stage stage;
    private final Chance chance;
    private final long everyMillis;
    private final Consumer<Reading> history;
    private final Consumer<String> defects;

    /** {@code defects}: is told of answers that no client should get. */
    Reader(
            String name,
            List<TestUser> users,
            Teams teams,
            Doors doors,
            Stage stage,
            Chance chance,
            long everyMillis,
            Consumer<Reading> history,
            Consumer<String> defects) {
        this.name = name;
        this.users = users;
        this.teams = teams;
        this.doors = doors;
        this.stage = stage;
        this.chance = chance;
        this.everyMillis = everyMillis;
        this.history = history;
        this.defects = defects;
    }

    @Override
    public void run() {
        try {
            while (stage.isRunning()) {
                stage.pause(chance.around(everyMillis));
                TestUser user = chance.of(users);
                Optional<Long> project = teams.any(chance);
                if (project.isPresent()) {
                    ask(user, subject(project.get()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Subject subject(long project) {
        int dice = chance.below(3);
        return switch (dice) {
            case 0 -> new OfProject(project);
            case 1 -> new OfRoom(project, PER_PAGE);
            default -> new OfInbox(PER_PAGE);
        };
    }

    private static String path(Subject subject) {
        return switch (subject) {
            case OfProject(long project) -> "/api/v1/projects/" + project;
            case OfRoom(long project, int perPage) ->
                    "/api/v1/messages/%d?per_page=%d".formatted(project, perPage);
            case OfInbox(int perPage) -> "/api/v1/notifications?per_page=" + perPage;
        };
    }

    private void ask(TestUser user, Subject subject) {
        String path = path(subject);
        long min = stage.known();
        URI door = doors.pick(chance);
        HttpRequest request =
                HttpRequest.newBuilder(door.resolve(path))
                        .timeout(ANSWER_WITHIN)
                        .header("Authorization", "Bearer " + user.token())
                        .header("Min-Position", String.valueOf(min))
                        .build();
        try {
            Reply reply = TestUser.send(request);
            if (ANSWERS.contains(reply.status())) {
                stage.count(Counted.READINGS);
                String body = reply.json().toString();
                var now = Instant.now();
                history.accept(
                        new Reading(
                                name + " at " + door,
                                user.id(),
                                subject,
                                min,
                                reply.status(),
                                body,
                                now));
                return;
            } else if (!NOT_NOW.contains(reply.status())) {
                defects.accept("GET %s: %d %s".formatted(path, reply.status(), reply.json()));
            }
        } catch (AssertionError undocumented) {
            defects.accept("GET " + path + ": " + undocumented.getMessage());
        } catch (IllegalStateException lost) {
            // Another time, then.
        }
        stage.count(Counted.READINGS_NOT_SERVED);
    }
}
