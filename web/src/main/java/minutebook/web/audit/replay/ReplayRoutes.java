package minutebook.web.audit.replay;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.users.Role;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.audit.AuditNotes;
import minutebook.web.audit.replay.Slice.Place;
import minutebook.web.http.Answers;
import minutebook.web.http.Lists;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Problem;
import minutebook.web.http.Query;
import minutebook.web.http.Routes;
import minutebook.web.throttle.Throttle;

/**
 * Projects, people and rooms as they were: {@code ?at=} a position or a time; now, without it.
 * Deleted projects too. For auditors; read from the book alone.
 */
public final class ReplayRoutes {
    private static final String AT = "at";
    private static final String MESSAGES = "messages";
    private static final int HISTORY_MAX = 500;
    private static final int READERS_MAX = 500;

    /** Each has up to 10,000 characters. */
    private static final int MESSAGES_MAX = 100;

    /** Each is read from its beginning. */
    private static final int PROJECTS_MAX = 100;

    private final Queries queries;
    private final Roles roles;
    private final Throttle throttle;
    private final AuditNotes notes;
    private final Points points;
    private final Past past;
    private final History history;
    private final Room room;
    private final Memberships memberships;

    public ReplayRoutes(
            Queries queries,
            Roles roles,
            Throttle throttle,
            Clock clock,
            BookEntries entries,
            AuditNotes notes) {
        this.queries = queries;
        this.roles = roles;
        this.throttle = throttle;
        this.notes = notes;
        this.points = new Points(entries, clock);
        this.past = new Past(entries);
        this.history = new History(past);
        this.room = new Room(past);
        this.memberships = new Memberships(past);
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/audit/projects/{number}", auditor(this::project, AT))
                .get(
                        "/api/v1/audit/projects/{number}/history",
                        auditor(this::history, AT, "after", "before", "limit", "messages"))
                .get(
                        "/api/v1/audit/rooms/{number}",
                        auditor(this::room, AT, "after", "before", "limit"))
                .get(
                        "/api/v1/audit/users/{user}",
                        auditor(this::user, AT, "after", "before", "limit"))
                .get(
                        "/api/v1/audit/messages/{message}/readers",
                        auditor(this::readers, AT, "after", "before", "limit"));
    }

    private interface Replay {
        Object of(ServerRequest request, Point point) throws NotThere;
    }

    /** Who reads is noted before anything is told, as with the rest of the book. */
    private Handler auditor(Replay replay, String... known) {
        return queries.user(
                roles.only(
                        Role.AUDITOR,
                        (request, response, caller) -> {
                            throttle.heavyRead(caller.user());
                            Query.requireOnly(request, List.of(known));
                            Object body = body(request, replay);
                            notes.read(caller);
                            Answers.send(response, body);
                        }));
    }

    private Object body(ServerRequest request, Replay replay) {
        try {
            return replay.of(request, point(request));
        } catch (NotThere none) {
            throw Problem.of(404, none.sentence());
        } catch (UnreadableEntry broken) {
            throw Problem.of(409, String.valueOf(broken.getMessage()));
        }
    }

    private Point point(ServerRequest request) {
        List<String> given = request.query().all(AT, List::of);
        try {
            return switch (given.size()) {
                case 0 -> points.now();
                case 1 -> points.of(given.getFirst());
                default -> throw new NoSuchPoint("given once");
            };
        } catch (NoSuchPoint none) {
            throw Problem.invalid(AT, "'%s' must be %s.".formatted(AT, none.allowed()));
        }
    }

    private Object project(ServerRequest request, Point point) throws NotThere {
        ProjectThen project = past.project(projectId(request), point);
        Set<UserId> people = new HashSet<>(project.members().keySet());
        if (project.creator() != null) {
            people.add(project.creator());
        }
        return Views.Project.of(project, point, past.namesAt(point.position(), people));
    }

    private Object history(ServerRequest request, Point point) throws NotThere {
        ProjectId id = projectId(request);
        Wanted wanted = Wanted.of(request, new Place(0, true), HISTORY_MAX);
        boolean messages = messages(request);
        past.project(id, point);
        History.Part part =
                history.part(id, messages, wanted.place(), point.position(), wanted.limit());
        Slice slice = part.slice();
        return new Views.HistoryPage(
                point.view(),
                slice.hasHigher(),
                slice.hasLower(),
                Lists.link(request, Wanted.AFTER, slice.highest()),
                Lists.link(request, Wanted.BEFORE, slice.lowest()),
                part.told().stream().map(Views.Sentence::of).toList());
    }

    private Object room(ServerRequest request, Point point) throws NotThere {
        ProjectId id = projectId(request);
        Wanted wanted = Wanted.of(request, new Place(point.position() + 1, false), MESSAGES_MAX);
        past.project(id, point);
        Room.Part part = room.part(id, wanted.place(), point, wanted.limit());
        Slice slice = part.slice();
        return new Views.RoomPage(
                point.view(),
                slice.hasLower(),
                slice.hasHigher(),
                Lists.link(request, Wanted.BEFORE, slice.lowest()),
                Lists.link(request, Wanted.AFTER, slice.highest()),
                part.said().reversed().stream().map(Views.Message::of).toList());
    }

    private Object user(ServerRequest request, Point point) throws NotThere {
        var id = new UserId(number(request, "user", "User Not Found"));
        Wanted wanted = Wanted.upwards(request, PROJECTS_MAX);
        UserThen user = past.user(id, point);
        Memberships.Some some = memberships.of(id, point, wanted.place().key(), wanted.limit());
        return Views.User.of(user, point, some, Lists.link(request, Wanted.AFTER, some.looked()));
    }

    private Object readers(ServerRequest request, Point point) throws NotThere {
        long message = number(request, "message", "Message Not Found");
        Wanted wanted = Wanted.upwards(request, READERS_MAX);
        long after = wanted.place().key();
        Room.Seen seen = room.seen(message, point, after, wanted.limit());
        var people = seen.readers().stream().map(Readers.Reader::user).toList();
        long last = people.isEmpty() ? after : people.getLast().value();
        return Views.ReadersPage.of(
                seen,
                point,
                past.namesAt(point.position(), people),
                Lists.link(request, Wanted.AFTER, last));
    }

    private static ProjectId projectId(ServerRequest request) throws NotThere {
        return new ProjectId(number(request, "number", "Project Not Found"));
    }

    private static long number(ServerRequest request, String parameter, String none)
            throws NotThere {
        return PathNumber.of(request, parameter).orElseThrow(() -> new NotThere(none));
    }

    private static boolean messages(ServerRequest request) {
        var query = new Query(request);
        Boolean wanted =
                query.read(
                        MESSAGES,
                        text ->
                                switch (text) {
                                    case "true" -> Optional.of(true);
                                    case "false" -> Optional.of(false);
                                    default -> Optional.empty();
                                },
                        "true or false");
        query.requireValid();
        return wanted == null || wanted;
    }
}
