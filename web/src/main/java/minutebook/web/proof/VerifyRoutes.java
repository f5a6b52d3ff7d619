package minutebook.web.proof;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import minutebook.events.book.verify.WalkListener;
import minutebook.events.sql.Connecting;
import minutebook.events.users.Role;
import minutebook.queries.DatabaseAway;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.http.Answers;
import minutebook.web.http.JsonLines;
import minutebook.web.http.Problem;
import minutebook.web.http.Query;
import minutebook.web.http.Routes;

/** Walks the chain of the book, for auditors: {@code /api/v1/audit/verify}. */
public final class VerifyRoutes {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A walk takes all of one core: a second one at the same time would only slow the first. */
    private final Semaphore walking = new Semaphore(1);

    private final Queries queries;
    private final Roles roles;
    private final Connecting database;
    private final CheckpointFile file;
    private final VerifyingKey key;

    public VerifyRoutes(
            Queries queries,
            Roles roles,
            Connecting database,
            CheckpointFile file,
            VerifyingKey key) {
        this.queries = queries;
        this.roles = roles;
        this.database = database;
        this.file = file;
        this.key = key;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/audit/verify", queries.user(roles.only(Role.AUDITOR, this::verify)));
    }

    /** How far a walk is. */
    private record Progress(long walked, long all) {}

    private record Progressing(Progress progress) {}

    private void verify(ServerRequest request, ServerResponse response, Caller caller) {
        Query.requireOnly(request, List.of("from", "to"));
        long from = number(request, "from").orElse(1);
        OptionalLong to = number(request, "to");
        if (to.isPresent() && to.getAsLong() < from) {
            throw Problem.invalid("from", "'from' must not be behind 'to'.");
        }
        if (!walking.tryAcquire()) {
            throw Problem.unavailable("The book is being verified already. Try again.")
                    .withHeader("Retry-After", "5");
        }
        try {
            if (JsonLines.areWanted(request)) {
                verifyTelling(response, from, to);
            } else {
                Answers.send(response, walk(from, to, (_, _) -> {}));
            }
        } finally {
            walking.release();
        }
    }

    /** A line of progress every now and then, and the verdict as the last. */
    private void verifyTelling(ServerResponse response, long from, OptionalLong to) {
        var lines = new JsonLines(response);
        long[] told = {System.nanoTime()};
        Verified found =
                walk(
                        from,
                        to,
                        (walked, all) -> {
                            long now = System.nanoTime();
                            if (now - told[0] >= TELL_EVERY_NANOS) {
                                told[0] = now;
                                lines.write(new Progressing(new Progress(walked, all)));
                            }
                        });
        lines.write(found);
        lines.end();
    }

    private Verified walk(long from, OptionalLong to, WalkListener listener) {
        try (Connection connection = database.connect()) {
            return Verified.of(
                    Verification.of(connection, from, to, Checkpoints.read(file, key), listener));
        } catch (BehindTheEnd behind) {
            throw Problem.invalid(behind.name(), behind.sentence("'" + behind.name() + "'"));
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        } catch (IOException unreadable) {
            return Verified.badCheckpoints(line(unreadable));
        }
    }

    /** What is wrong, without where the file lies. */
    private String line(IOException unreadable) {
        return String.valueOf(unreadable.getMessage())
                .replace(file.path().toString(), "checkpoints");
    }

    /** A whole number from 1 on; empty: it was not given. */
    private static OptionalLong number(ServerRequest request, String name) {
        String text = request.query().first(name).orElse("");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.invalid(
                    name,
                    "'%s' must be a position of the book: a whole number from 1 on."
                            .formatted(name));
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
