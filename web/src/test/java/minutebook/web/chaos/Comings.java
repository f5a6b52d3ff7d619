package minutebook.web.chaos;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.soak.Wish;
import minutebook.web.soak.Wish.Learning;
import minutebook.web.soak.Writer;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Doors;
import minutebook.web.soak.client.Stage;
import org.jspecify.annotations.Nullable;

/**
 * People who come while things go wrong, found projects of their own, forget their password, and
 * mostly have themselves erased: a command of several events. Runs until the run ends.
 */
final class Comings implements Runnable {
    private static final int PROJECTS_MAX = 4;
    private static final int STAYS_PERCENT = 30;
    private static final long AGAIN_MILLIS = 300;
    private static final int TAKEN = 409;

    private final Doors doors;
    private final Stage stage;
    private final Chance chance;
    private final Writer writer;
    private final long everyMillis;
    private final Map<Long, TestUser> known = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> defects = new ArrayList<>();

    /** {@code writer}: by whom all is done that is done under a key. */
    Comings(Doors doors, Stage stage, Chance chance, Writer writer, long everyMillis) {
        this.doors = doors;
        this.stage = stage;
        this.chance = chance;
        this.writer = writer;
        this.everyMillis = everyMillis;
    }

    @Override
    public void run() {
        try {
            while (stage.isRunning()) {
                stage.pause(chance.around(everyMillis));
                Optional<TestUser> user = come("comer" + asked.incrementAndGet());
                if (user.isPresent()) {
                    live(user.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty: nobody knows whether they were registered. */
    private Optional<TestUser> come(String name) throws InterruptedException {
        while (!stage.isOver()) {
            try {
                TestUser user = TestUser.register(door(), name);
                // The second of its two questions may have been answered by "not now".
                if (user.id() == 0) {
                    return Optional.empty();
                }
                known.put(user.id(), user);
                return Optional.of(user);
            } catch (AssertionError undocumented) {
                defects.add("registration: " + undocumented.getMessage());
                return Optional.empty();
            } catch (IllegalStateException notNow) {
                // Such as 409: an attempt before this one was not answered, and done.
                if (String.valueOf(notNow.getMessage()).contains("\"status\":" + TAKEN)) {
                    return Optional.empty();
                }
            }
            stage.pause(chance.around(AGAIN_MILLIS));
        }
        return Optional.empty();
    }

    private void live(TestUser user) {
        int projects = chance.below(PROJECTS_MAX);
        for (int i = 0; i < projects && stage.isRunning(); i++) {
            String body = "{\"title\": \"%s's %d\"}".formatted(user.name(), i);
            writer.perform(wish(user, "project-created", "POST", "/api/v1/projects", body));
        }
        if (chance.isIn(STAYS_PERCENT)) {
            forget(user);
        } else {
            writer.perform(wish(user, "user-erased", "DELETE", "/api/v1/users/me", null));
        }
    }

    private static Wish wish(
            TestUser user, String type, String method, String path, @Nullable String body) {
        return new Wish(type, user, 0, method, path, body, Learning.of(_ -> {}));
    }

    /** Asks for a link; whatever comes of it, is in the book. */
    private void forget(TestUser user) {
        try {
            String body = "{\"email\": \"%s\"}".formatted(user.email());
            Reply reply = TestUser.nobody(door()).post("/api/v1/users/me/forget-password", body);
            if (reply.status() == 500) {
                defects.add("forgotten password: " + reply.json());
            }
        } catch (AssertionError undocumented) {
            defects.add("forgotten password: " + undocumented.getMessage());
        } catch (IllegalStateException lost) {
            // So be it.
        }
    }

    private URI door() {
        return doors.pick(chance);
    }

    /** Those who know that they are registered, when it has ended. */
    Map<Long, TestUser> known() {
        return Map.copyOf(known);
    }

    /** How many names were asked for, when it has ended. */
    int asked() {
        return asked.get();
    }

    List<String> defects() {
        return List.copyOf(defects);
    }
}
